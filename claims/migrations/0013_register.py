import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

# What each source counts as. Only merges that stand; in a ring nobody has a root, and each counts
# as itself. The walk is a subquery of its own: so the rest is planned with the query around it, and
# a source is found by its index.
VIEW = """
CREATE VIEW claims_standing AS
SELECT source.id AS source_id, COALESCE(walked.root_id, source.id) AS root_id
FROM claims_source source
LEFT JOIN (
    WITH RECURSIVE walk (source_id, root_id) AS (
        SELECT merged_id, kept_id FROM claims_sourcemerge WHERE judgement = 'positive'
        UNION
        SELECT walk.source_id, edge.kept_id
        FROM walk
        JOIN claims_sourcemerge edge
            ON edge.merged_id = walk.root_id AND edge.judgement = 'positive'
    )
    SELECT walk.source_id, walk.root_id FROM walk
    WHERE NOT EXISTS (
        SELECT 1 FROM claims_sourcemerge further
        WHERE further.merged_id = walk.root_id AND further.judgement = 'positive'
    )
) walked ON walked.source_id = source.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0011_mending'),
    ]

    operations = [
        migrations.CreateModel(
            name='SourceHandle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handle', models.CharField(max_length=200, verbose_name='handle')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handles', to='claims.source', verbose_name='source')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('handle', 'source'), name='one_handle_a_source')],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('source', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='standing', serialize=False, to='claims.source')),
                ('root', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='counted', to='claims.source')),
            ],
            options={
                'db_table': 'claims_standing',
                'default_permissions': (),
                'managed': False,
            },
        ),
        migrations.AlterField(
            model_name='source',
            name='wikidata_id',
            field=models.CharField(blank=True, max_length=20, validators=[django.core.validators.RegexValidator('^Q[1-9][0-9]*\\Z', 'Q and a number, such as Q42.')], verbose_name='Wikidata id'),
        ),
        migrations.AlterField(
            model_name='sourceevent',
            name='wikidata_id',
            field=models.CharField(blank=True, max_length=20, validators=[django.core.validators.RegexValidator('^Q[1-9][0-9]*\\Z', 'Q and a number, such as Q42.')], verbose_name='Wikidata id'),
        ),
        migrations.RunSQL(VIEW, 'DROP VIEW claims_standing'),
    ]
