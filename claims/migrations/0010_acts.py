import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_search")]

    operations = [
        migrations.AlterField(
            model_name="act",
            name="claim",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="acts",
                to="claims.claim",
                verbose_name="claim",
            ),
        ),
    ]
