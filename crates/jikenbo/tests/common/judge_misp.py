"""Judges events of MISP with PyMISP: its templates, its list of types, and the taxonomies that PyTaxonomies carries. Prints JSON."""
import copy
import json
import pathlib
import sys

import pymisp
import pytaxonomies
from pymisp import MISPEvent

data = pathlib.Path(pymisp.__file__).parent / "data"
types = json.loads((data / "describeTypes.json").read_text())["result"]
relations = {one["name"] for one in json.loads((data / "misp-objects/relationships/definition.json").read_text())["values"]}


def tags():
    for path in (pathlib.Path(pytaxonomies.__file__).parent / "data/misp-taxonomies").glob("*/machinetag.json"):
        taxonomy = json.loads(path.read_text())
        with_values = {}
        for one in taxonomy.get("values", []):
            with_values[one["predicate"]] = [entry["value"] for entry in one["entry"]]
        for predicate in taxonomy["predicates"]:
            name = f'{taxonomy["namespace"]}:{predicate["value"]}'
            for value in with_values.get(predicate["value"], []):
                yield f'{name}="{value}"'
            if predicate["value"] not in with_values:
                yield name


known, wrong, counted = set(tags()), [], []
uuids = set()


def once(what):
    if what in uuids:
        wrong.append(f"the id {what} stands twice")
    uuids.add(what)


def attribute(one, where):
    if one["category"] not in types["categories"] or one["type"] not in types["category_type_mappings"][one["category"]]:
        wrong.append(f'{where}: {one["type"]} is no type of {one["category"]}')
    once(one["uuid"])


with open(sys.argv[1], encoding="utf-8") as file:
    events = json.load(file)["response"]
for raw in events:
    event = MISPEvent()
    event.load(copy.deepcopy(raw))
    again = json.loads(event.to_json())
    raw = raw["Event"]
    once(raw["uuid"])
    wrong += [f'no taxonomy has the tag {tag["name"]}' for tag in raw["Tag"] if tag["name"] not in known]
    seen = set()
    for one in raw["Attribute"]:
        attribute(one, "event")
        key = (one["category"], one["type"], one["value"])
        if key in seen:
            wrong.append(f"MISP takes no attribute twice: {key}")
        seen.add(key)
    for one in raw["Object"]:
        once(one["uuid"])
        template = json.loads((data / "misp-objects/objects" / one["name"] / "definition.json").read_text())
        if (one["template_uuid"], int(one["template_version"])) != (template["uuid"], template["version"]):
            wrong.append(f'{one["name"]}: another template')
        if (one["meta-category"], one["description"]) != (template["meta-category"], template["description"]):
            wrong.append(f'{one["name"]}: described otherwise')
        for field in one["Attribute"]:
            allowed = template["attributes"].get(field["object_relation"])
            if allowed is None:
                wrong.append(f'{one["name"]}: no relation {field["object_relation"]}')
                continue
            if allowed["misp-attribute"] != field["type"]:
                wrong.append(f'{one["name"]}: {field["object_relation"]} is no {field["type"]}')
            if "values_list" in allowed and field["value"] not in allowed["values_list"]:
                wrong.append(f'{one["name"]}: {field["object_relation"]} has no word {field["value"]}')
            attribute(field, one["name"])
        for reference in one["ObjectReference"]:
            once(reference["uuid"])
            if reference["relationship_type"] not in relations:
                wrong.append(f'no relationship {reference["relationship_type"]}')
            if reference["referenced_uuid"] not in {other["uuid"] for other in raw["Object"]}:
                wrong.append(f'a reference leads nowhere: {reference["referenced_uuid"]}')
    for one in event.objects:
        if not one._known_template:
            wrong.append(f"{one.name}: PyMISP does not know it")
        one.to_json(strict=True)
    for name, here, there in [
        ("attributes", len(raw["Attribute"]), len(again["Attribute"])),
        ("objects", len(raw["Object"]), len(again["Object"])),
        ("fields", sum(len(o["Attribute"]) for o in raw["Object"]), sum(len(o["Attribute"]) for o in again["Object"])),
        ("tags", len(raw["Tag"]), len(again["Tag"])),
        ("reports", len(raw["EventReport"]), len(again.get("EventReport", []))),
    ]:
        if here != there:
            wrong.append(f"{name}: {here} written, {there} after PyMISP")
    counted.append({"attributes": len(event.attributes), "objects": [one.name for one in event.objects], "published": event.published})
print(json.dumps({"wrong": wrong, "events": counted}))
