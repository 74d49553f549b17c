"""How the tagger is made: `python -m claims.extraction.training --shared DIR --out DIR`.

Needs `requirements-training.txt`. Nothing at run time imports this package.
"""
