"""How the tagger is made: `python -m claims.extraction.training --shared DIR --out DIR`.

Needs `requirements-training.txt`. Nothing at run time imports this package.
"""

import os

# Threads that spin while they wait slow training by half on cores that others use too.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
