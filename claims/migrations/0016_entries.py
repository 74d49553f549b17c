import pgtrigger.migrations
from django.db import migrations

TRIGGERS = ("insert_insert", "update_update", "delete_delete")


class Migration(migrations.Migration):
    """A claim's place in a comparison is called an entry; its triggers are made anew in 0017."""

    dependencies = [("claims", "0015_tagging_history")]

    operations = [
        *(
            pgtrigger.migrations.RemoveTrigger(model_name="comparisonclaim", name=name)
            for name in TRIGGERS
        ),
        migrations.RenameModel("ComparisonClaim", "Entry"),
        migrations.RenameModel("ComparisonClaimEvent", "EntryEvent"),
    ]
