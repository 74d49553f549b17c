"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """A module imports the others by their hashed names too: after an upgrade no browser puts a
    module that it has kept beside a new one."""

    support_js_module_import_aggregation = True
