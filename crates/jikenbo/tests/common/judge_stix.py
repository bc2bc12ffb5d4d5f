"""Judges a STIX bundle offline: stix2-validator for errors and warnings, stix2 for its objects.

Arguments: the bundle, a folder of schemas for extensions or "-". Prints JSON.
"""
import collections
import json
import socket
import sys


def offline(*_arguments, **_named):
    raise OSError("the judge may not ask the network")


socket.socket.connect = offline
socket.create_connection = offline

import stix2
from stix2validator import ValidationOptions, validate_file

path, schemas = sys.argv[1:3]
options = ValidationOptions(version="2.1", schema_dir=None if schemas == "-" else schemas)
results = validate_file(path, options)
errors, warnings = [], collections.Counter()
for result in [results] if not isinstance(results, list) else results:
    if not result.is_valid and not result.object_results:
        errors.append(str(getattr(result, "fatal", None) or result))
    for one in result.object_results:
        errors += [str(error) for error in one.errors]
        warnings.update(str(warning).split("{")[-1].split("}")[0] for warning in one.warnings)
with open(path, encoding="utf-8") as file:
    bundle = stix2.parse(file.read(), version="2.1")
again = json.loads(bundle.serialize())
types = collections.Counter(one["type"] for one in again["objects"])
print(json.dumps({"errors": errors, "warnings": warnings, "types": types, "valid": result.is_valid}))
