from claims.exporting import TABLES, as_markdown

print(as_markdown(TABLES), end="")
