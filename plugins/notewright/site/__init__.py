"""The only code that knows MkDocs: a plugin that hands files to the build, and pages to MkDocs."""
