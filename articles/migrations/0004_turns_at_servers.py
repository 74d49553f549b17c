import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_importing_in_jobs'),
    ]

    operations = [
        migrations.CreateModel(
            name='FetchTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(help_text='SHA-256 of the address.', max_length=64, unique=True, verbose_name='page')),
                ('at', models.DateTimeField(db_index=True, verbose_name='may be asked for at')),
                ('refusals', models.PositiveSmallIntegerField(default=0, verbose_name='times the server asked for patience')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='articles.host', verbose_name='host')),
            ],
            options={
                'verbose_name': 'turn at a server',
                'verbose_name_plural': 'turns at servers',
            },
        ),
    ]
