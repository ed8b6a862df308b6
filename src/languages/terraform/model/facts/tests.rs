//! Tests of the facts of single files.

use super::{CallForm, FileFacts, ModuleRef, Role};

/// Lists what a file declares and refers to, in the order of the text.
fn shown(name: &str, text: &str) -> Vec<String> {
    let facts = FileFacts::parse(name, text);
    let at = |span: crate::languages::syntax::hcl::Span| text[span.range()].to_owned();
    let mut shown = Vec::new();
    for declaration in &facts.declarations {
        shown.push((declaration.name.start, format!("declares {} as {}", declaration.address, at(declaration.name))));
    }
    for reference in &facts.references {
        let module = match &reference.module {
            ModuleRef::This => String::new(),
            ModuleRef::Called(name, CallForm::Any) => format!("[{name}] "),
            ModuleRef::Called(name, CallForm::Single) => format!("[one {name}] "),
            ModuleRef::Called(name, CallForm::Repeated) => format!("[each {name}] "),
        };
        let verb = match reference.role {
            Role::Read => "reads",
            Role::Assignment => "sets",
            Role::Moved => "moves to",
        };
        let text = format!("{verb} {module}{} at {}", reference.address, at(reference.whole));
        shown.push((reference.whole.start, text));
    }
    shown.sort_by_key(|(start, _)| *start);
    shown.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn a_module_declares_and_refers_to_names() {
    let text = r#"
variable "region" {
  type    = string
  default = "x"
}
locals {
  name = "${var.region}-${local.other}"
}
resource "aws_instance" "web" {
  provider = aws.west
  count    = length([for each in var.list : each.x if local.on])
  dynamic "disk" {
    for_each = var.disks
    content {
      size = disk.value.size + data.aws_ami.a[0].id
    }
  }
  lifecycle {
    ignore_changes = [tags.x]
  }
}
module "net" {
  source = "./net"
  cidr   = aws_instance.web[0].private_ip
}
output "id" {
  value = module.net["a"].id
}
moved {
  from = aws_instance.old
  to   = aws_instance.web
}
"#;
    assert_eq!(
        shown("main.tf", text),
        [
            "declares var.region as region",
            "declares local.name as name",
            "reads var.region at var.region",
            "reads local.other at local.other",
            "declares aws_instance.web as web",
            "reads aws.west at aws.west",
            "reads var.list at var.list",
            "reads local.on at local.on",
            "reads var.disks at var.disks",
            "reads data.aws_ami.a at data.aws_ami.a",
            "declares module.net as net",
            "sets [net] var.cidr at cidr",
            "reads aws_instance.web at aws_instance.web",
            "declares output.id as id",
            "reads module.net at module.net",
            "reads [one net] output.a at module.net[\"a",
            "reads [each net] output.id at module.net[\"a\"].id",
            "moves to aws_instance.web at aws_instance.web",
        ]
    );
}

#[test]
fn json_has_the_facts_of_the_native_syntax() {
    let text = r#"{
  "variable": { "region": { "type": "string" } },
  "locals": { "name": "a\n\u00e4${ upper(\"x\") }${var.region}" },
  "resource": { "aws_instance": { "web": [{ "provider": "aws.west", "depends_on": ["module.net"],
    "tags": { "a": ["${local.name}"] } }] } },
  "module": { "net": { "source": "./net", "cidr": "${aws_instance.web.ip}" } },
  "//": "${var.comment}"
}"#;
    assert_eq!(
        shown("main.tf.json", text),
        [
            "declares var.region as region",
            "declares local.name as name",
            "reads var.region at var.region",
            "declares aws_instance.web as web",
            "reads aws.west at aws.west",
            "reads module.net at module.net",
            "reads local.name at local.name",
            "declares module.net as net",
            "sets [net] var.cidr at cidr",
            "reads aws_instance.web at aws_instance.web",
        ]
    );
}

#[test]
fn variable_files_and_tests_refer_to_the_module() {
    assert_eq!(shown("a.tfvars", "region = \"x\"\n"), ["sets var.region at region"]);
    assert_eq!(shown("a.tfvars.json", "{\"region\": 1}"), ["sets var.region at region"]);
    let text = r#"
variables {
  region = "x"
}
run "setup" {
  module {
    source = "./setup"
  }
  variables {
    size = var.region
  }
}
run "web" {
  variables {
    size = run.setup.size
  }
  assert {
    condition = output.id == aws_instance.web.id
  }
}
"#;
    assert_eq!(
        shown("a.tftest.hcl", text),
        [
            "sets var.region at region",
            "declares run.setup as setup",
            "sets [run.setup] var.size at size",
            "reads var.region at var.region",
            "declares run.web as web",
            "sets var.size at size",
            "reads run.setup at run.setup",
            "reads [one run.setup] output.size at run.setup.size",
            "reads output.id at output.id",
            "reads aws_instance.web at aws_instance.web",
        ]
    );
}

#[test]
fn text_that_is_cut_off_anywhere_has_facts_within_the_text() {
    let text = "resource \"a_b\" \"ü\" {\n  x = \"${var.ü}\" + module.m[*].y\n}\nlocals { a = local.b. }\n";
    let json = "{\"locals\": {\"ü\": \"\\n\\ud83d\\ude00${var.ü}\", \"b\": [\"${local.ü\"]}}";
    for (name, text) in [("a.tf", text), ("a.tf.json", json)] {
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let text = &text[..end];
            let facts = FileFacts::parse(name, text);
            for span in facts.references.iter().flat_map(|reference| [reference.whole, reference.name]) {
                assert!(text.get(span.range()).is_some(), "{text}");
            }
            for declaration in &facts.declarations {
                assert!(text.get(declaration.name.range()).is_some(), "{text}");
            }
            for offset in 0..=end {
                facts.reference_at(offset, |_| true);
                facts.declaration_at(offset);
            }
        }
    }
}
