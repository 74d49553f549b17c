from django.db import migrations

NEW = {"same_origin": "repeats", "differs": "contradicts"}


def rename(apps, schema_editor):
    """In the history too, so that what is restored is a relation that there is."""
    for name in ("Link", "LinkEvent"):
        for old, new in NEW.items():
            apps.get_model("claims", name).objects.filter(relation=old).update(relation=new)


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_linking_comparing_publishing")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
