//! Evaluates the targets and groups of a project, and merges those with the same name.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::definitions;
use super::evaluator::{Evaluator, Mode};
use super::problems::Problem;
use super::target_attributes::Attributes;
use super::value::Value;
use crate::languages::bake::model::project::Project;
use crate::languages::bake::reference::attributes::{Kind, TARGET};
use crate::languages::bake::syntax::{Attribute, Block};
use crate::languages::sort::SortStably;

/// The maximum number of targets that the matrix of a block may create. The targets of a larger matrix are unknown.
const MAX_MATRIX: usize = 1_000;

/// The maximum number of lists in a matrix. If there are more, its targets are unknown.
const MAX_AXES: usize = 100;

/// The maximum number of entries of a list, such as caches and outputs, that are compared with each other. Longer lists
/// are unknown.
const MAX_ENTRIES: usize = 300;

/// The maximum total weight of merged values when blocks have the same name. The results of further merges are unknown.
const MAX_MERGED: usize = 400_000;

/// All targets and groups of a project.
#[derive(Debug, Default)]
pub struct Evaluated {
    pub targets: Vec<Target>,
    pub groups: Vec<Group>,
    /// The errors for which Bake rejects the files.
    pub problems: Vec<Problem>,
    /// Values that the build cannot parse. Bake rejects only the targets that have them.
    pub build_problems: Vec<Problem>,
    /// The values of variables and of top-level attributes.
    pub values: BTreeMap<String, Value>,
    /// Whether there are targets with unknown names.
    pub has_unknown_names: bool,
    merged: usize,
    target_index: HashMap<String, usize>,
    group_index: HashMap<String, usize>,
}

#[derive(Clone, Debug)]
pub struct Target {
    pub name: String,
    pub attributes: Attributes,
    /// The names of the parents, or `None` if one is unknown.
    pub inherits: Option<Vec<String>>,
    /// The blocks that define the target, as file indices and block ranges.
    pub blocks: Vec<(usize, Range<usize>)>,
}

#[derive(Clone, Debug)]
pub struct Group {
    pub name: String,
    pub description: Option<String>,
    /// The names of the members, or `None` if one is unknown.
    pub targets: Option<Vec<String>>,
    /// Whether `targets` is null, which Bake prints as null.
    pub has_null_targets: bool,
}

impl Group {
    fn new(name: &str, targets: Option<Vec<String>>) -> Self {
        Self { name: name.to_owned(), description: None, targets, has_null_targets: false }
    }
}

impl Evaluated {
    pub fn new(project: &Project, mode: Mode) -> Self {
        let mut evaluator = Evaluator::new(project, mode);
        let mut evaluated = Self::default();
        evaluated.add_compose(project);
        // Also evaluate variables and functions that are not used.
        for name in project.variables_in_order() {
            if let Some(value) = evaluator.global(name) {
                evaluated.values.insert(name.to_owned(), value);
            }
        }
        definitions::check(&mut evaluator);
        let mut renamed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for file in 0..project.files.len() {
            for block in &project.files[file].tree.body.blocks {
                let Some(label) = &block.label else { continue };
                match block.kind.text.as_str() {
                    "target" => {
                        let names = evaluated.add_target(&mut evaluator, file, block, &label.text);
                        if !names.is_empty() {
                            renamed.entry(&label.text).or_default().extend(names);
                        }
                    }
                    "group" => evaluated.add_group(&mut evaluator, file, block, &label.text),
                    _ => {}
                }
            }
        }
        for (name, targets) in renamed {
            let targets = unique(targets);
            if targets != [name] {
                evaluated.add(Group::new(name, Some(targets)), false);
            }
        }
        evaluated.has_unknown_names |= project.has_unknown_targets;
        evaluated.problems = evaluator.problems;
        evaluated.build_problems = evaluator.build_problems;
        for problems in [&mut evaluated.problems, &mut evaluated.build_problems] {
            // The same problem can be found several times.
            problems.sort_stably_by(|a, b| {
                (a.file, a.range.start, a.range.end, &a.message).cmp(&(b.file, b.range.start, b.range.end, &b.message))
            });
            problems.dedup();
        }
        evaluated
    }

    pub fn target(&self, name: &str) -> Option<&Target> {
        self.target_index.get(name).map(|index| &self.targets[*index])
    }

    pub fn group(&self, name: &str) -> Option<&Group> {
        self.group_index.get(name).map(|index| &self.groups[*index])
    }

    fn add_compose(&mut self, project: &Project) {
        let mut members = Vec::new();
        for target in &project.compose {
            members.push(target.name.clone());
            let unknown = || TARGET.iter().map(|attribute| (attribute.name, Value::Unknown)).collect();
            let attributes = target.attributes.clone().unwrap_or_else(unknown);
            self.merge(Target {
                name: target.name.clone(),
                attributes,
                inherits: Some(Vec::new()),
                blocks: Vec::new(),
            });
        }
        if !members.is_empty() {
            self.add(Group::new("default", Some(unique(members))), true);
        }
    }

    /// Adds the targets of a block and returns their names.
    fn add_target<'p>(
        &mut self,
        evaluator: &mut Evaluator<'p>,
        file: usize,
        block: &'p Block,
        label: &'p str,
    ) -> Vec<String> {
        let Some(rows) = evaluator.within(file, Vec::new(), |evaluator| matrix(evaluator, block)) else {
            self.has_unknown_names = true;
            return Vec::new();
        };
        let mut names = Vec::new();
        for mut row in rows {
            // Bake always reads these names as references to blocks.
            row.retain(|(name, _)| !matches!(*name, "target" | "group"));
            let target = evaluator.within(file, row, |evaluator| {
                let name = match block.body.attribute("name") {
                    None => Some(label.to_owned()),
                    Some(attribute) => name_of(evaluator, attribute),
                };
                let (attributes, inherits) = attributes_of(evaluator, block);
                Some(Target { name: name?, attributes, inherits, blocks: vec![(file, block.range())] })
            });
            let Some(target) = target else {
                self.has_unknown_names = true;
                continue;
            };
            names.push(target.name.clone());
            self.merge(target);
        }
        let mut sorted = names.clone();
        sorted.sort();
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1])
            && let Some(matrix) = block.body.attribute("matrix")
        {
            let message = format!("the matrix produces more than one target `{}`; set `name`", pair[0]);
            evaluator.within(file, Vec::new(), |evaluator| evaluator.report(matrix.name.range(), message));
        }
        names
    }

    fn merge(&mut self, target: Target) {
        let Some(index) = self.target_index.get(&target.name) else {
            self.target_index.insert(target.name.clone(), self.targets.len());
            self.targets.push(target);
            return;
        };
        let own = &mut self.targets[*index];
        self.merged += own.attributes.weight();
        if self.merged < MAX_MERGED {
            merge(&mut own.attributes, &target.attributes);
        } else {
            target.attributes.names().for_each(|name| own.attributes.insert(name, Value::Unknown));
        }
        own.inherits = match (own.inherits.take(), target.inherits) {
            (Some(mut own), Some(others)) => {
                own.extend(others);
                Some(own)
            }
            _ => None,
        };
        own.blocks.extend(target.blocks);
    }

    fn add_group<'p>(&mut self, evaluator: &mut Evaluator<'p>, file: usize, block: &'p Block, label: &str) {
        let (description, targets, has_null_targets) = evaluator.within(file, Vec::new(), |evaluator| {
            let description = block.body.attribute("description").map(|attribute| {
                let value = evaluator.evaluate(&attribute.value);
                super::decode::decode(evaluator, Kind::String, attribute, &value)
            });
            let Some(attribute) = block.body.attribute("targets") else {
                return (description, Some(Vec::new()), false);
            };
            match decoded_names(evaluator, attribute) {
                Value::Null => (description, Some(Vec::new()), true),
                value => (description, names_in(&value), false),
            }
        });
        let description = description.and_then(|value| value.as_str().map(str::to_owned));
        let group = Group { description, has_null_targets, ..Group::new(label, targets.map(unique)) };
        // A later group replaces an earlier group of the same name.
        self.add(group, true);
    }

    fn add(&mut self, group: Group, replaces: bool) {
        match self.group_index.get(&group.name) {
            Some(index) if replaces => self.groups[*index] = group,
            Some(_) => {}
            None => {
                self.group_index.insert(group.name.clone(), self.groups.len());
                self.groups.push(group);
            }
        }
    }
}

fn unique(names: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    names.into_iter().filter(|name| seen.insert(name.clone())).collect()
}

/// Returns the combinations of a matrix, or one empty combination if there is no matrix. `None` if they are unknown.
fn matrix<'p>(evaluator: &mut Evaluator<'p>, block: &'p Block) -> Option<Vec<Vec<(&'p str, Value)>>> {
    let Some(attribute) = block.body.attribute("matrix") else { return Some(vec![Vec::new()]) };
    let value = evaluator.evaluate(&attribute.value);
    let Value::Object(axes) = &value else {
        if let Some(found) = evaluator.known_type(&attribute.value, &value) {
            evaluator.report(attribute.value.range(), format!("`matrix` must be a map of lists, not {found}"));
        }
        return None;
    };
    if axes.len() > MAX_AXES {
        return None;
    }
    let mut rows: Vec<Vec<(&'p str, Value)>> = vec![Vec::new()];
    for (key, values) in axes.iter() {
        let entry = attribute.value.entry(key)?;
        // The key is borrowed from the tree, which lives as long as the project.
        let name = entry.name.as_ref()?.text.as_str();
        let values: Vec<Value> = match values {
            Value::List(values) => values.to_vec(),
            Value::Object(values) => values.values().cloned().collect(),
            other => {
                if let Some(found) = evaluator.known_type(&entry.value, other) {
                    let message = format!("the values of `{key}` in `matrix` must be a list, not {found}");
                    evaluator.report(entry.value.range(), message);
                }
                return None;
            }
        };
        if rows.len() * values.len() > MAX_MATRIX {
            return None;
        }
        rows = values
            .iter()
            .flat_map(|value| rows.iter().map(move |row| [row.as_slice(), &[(name, value.clone())]].concat()))
            .collect();
    }
    Some(rows)
}

/// Returns the names of the targets that the matrix of a block creates, or `None` if one is unknown.
pub(super) fn matrix_names<'p>(evaluator: &mut Evaluator<'p>, file: usize, block: &'p Block) -> Option<Vec<String>> {
    let key = std::ptr::from_ref(block);
    if let Some(known) = evaluator.matrix_names.get(&key) {
        return known.clone();
    }
    evaluator.matrix_names.insert(key, None);
    // Problems are reported when the block itself is evaluated.
    let before = evaluator.problems.len();
    let rows = evaluator.within(file, Vec::new(), |evaluator| matrix(evaluator, block));
    let label = block.label.as_ref().map(|label| label.text.to_string());
    let names = rows.and_then(|rows| {
        let names = rows.into_iter().map(|row| {
            evaluator.within(file, row, |evaluator| match block.body.attribute("name") {
                None => label.clone(),
                Some(attribute) => name_of(evaluator, attribute),
            })
        });
        names.collect::<Option<Vec<_>>>()
    });
    evaluator.problems.truncate(before);
    evaluator.matrix_names.insert(key, names.clone());
    names
}

fn name_of<'p>(evaluator: &mut Evaluator<'p>, attribute: &'p Attribute) -> Option<String> {
    let value = evaluator.evaluate(&attribute.value);
    let name = value.to_text().map(|name| name.to_string());
    match &name {
        None if value != Value::Unknown => {
            evaluator.report(attribute.value.range(), format!("`name` must be a string, not {}", value.type_name()));
        }
        Some(name) if !is_valid_name(name) => {
            evaluator.report(
                attribute.value.range(),
                format!("invalid target name `{name}`: expected letters, digits, `_` and `-`"),
            );
        }
        _ => {}
    }
    name
}

/// Whether a string is a valid name for a target, group or block.
pub fn is_valid_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

fn attributes_of<'p>(evaluator: &mut Evaluator<'p>, block: &'p Block) -> (Attributes, Option<Vec<String>>) {
    let mut attributes = Attributes::default();
    let mut inherits = Some(Vec::new());
    for known in &TARGET {
        let Some(attribute) = block.body.attribute(known.name) else { continue };
        if known.name == "inherits" {
            inherits = names_in(&decoded_names(evaluator, attribute));
        } else if known.kind != Kind::Special {
            let value = evaluator.evaluate(&attribute.value);
            let value = super::decode::decode(evaluator, known.kind, attribute, &value);
            super::decode::check_computed(evaluator, attribute, &value);
            if value != Value::Null {
                attributes.insert(known.name, value);
            }
        }
    }
    attributes.shrink();
    (attributes, inherits)
}

/// Returns a list of names, null if the attribute counts as unset, or unknown.
fn decoded_names<'p>(evaluator: &mut Evaluator<'p>, attribute: &'p Attribute) -> Value {
    let value = evaluator.evaluate(&attribute.value);
    super::decode::decode(evaluator, Kind::Strings, attribute, &value)
}

/// Returns the names in a list, or `None` if one of them is unknown.
fn names_in(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::List(elements) => elements.iter().map(|element| element.as_str().map(str::to_owned)).collect(),
        Value::Null => Some(Vec::new()),
        _ => None,
    }
}

/// Merges attributes into others. Each attribute overrides or extends the existing value.
pub fn merge(own: &mut Attributes, others: &Attributes) {
    for known in &TARGET {
        let Some(other) = others.get(known.name) else { continue };
        let merged = match own.get(known.name) {
            None => without_nulls(known.kind, other),
            Some(own) => merge_values(known.kind, own, other),
        };
        own.insert(known.name, merged);
    }
}

fn without_nulls(kind: Kind, value: &Value) -> Value {
    match (kind, value) {
        (Kind::StringMap, Value::Object(entries)) if entries.values().any(|value| *value == Value::Null) => {
            let kept = entries.iter().filter(|(_, value)| **value != Value::Null);
            Value::object(kept.map(|(key, value)| (key.clone(), value.clone())))
        }
        _ => value.clone(),
    }
}

fn merge_values(kind: Kind, own: &Value, other: &Value) -> Value {
    match kind {
        Kind::String | Kind::Bool | Kind::Strings | Kind::CacheTo | Kind::Outputs => other.clone(),
        Kind::StringMap | Kind::Resources => match (own, other) {
            (Value::Object(own), Value::Object(others)) => {
                let others = others.iter().filter(|(_, value)| **value != Value::Null);
                Value::object(own.iter().chain(others).map(|(key, value)| (key.clone(), value.clone())))
            }
            _ => Value::Unknown,
        },
        Kind::MoreStrings | Kind::CacheFrom | Kind::Attests | Kind::Policies | Kind::Secrets | Kind::Ssh => {
            match (own, other) {
                (Value::List(own), Value::List(others)) => {
                    let joined: Vec<Value> = own.iter().chain(others.iter()).cloned().collect();
                    match kind {
                        Kind::MoreStrings | Kind::Policies => Value::list(joined),
                        Kind::CacheFrom => without_duplicates(joined),
                        Kind::Attests => replace_same(joined, "type"),
                        _ => replace_same(joined, "id"),
                    }
                }
                _ => Value::Unknown,
            }
        }
        Kind::Other | Kind::Special => Value::Unknown,
    }
}

/// Removes duplicates in the same way as Bake: a duplicate is replaced by the last element.
pub fn without_duplicates(mut elements: Vec<Value>) -> Value {
    if elements.len() > MAX_ENTRIES {
        return Value::Unknown;
    }
    let mut index = elements.len().saturating_sub(1);
    while index > 0 {
        index -= 1;
        if let Some(duplicate) = (index + 1..elements.len()).find(|other| elements[*other] == elements[index]) {
            elements.swap_remove(duplicate);
        }
    }
    Value::list(elements)
}

/// If several entries have the same key, keeps only the last one, at the position of the first.
pub fn replace_same(elements: Vec<Value>, key: &str) -> Value {
    if elements.len() > MAX_ENTRIES {
        return Value::Unknown;
    }
    let mut result: Vec<Value> = Vec::new();
    for element in elements {
        let same = result.iter_mut().find(|other| other.entry(key) == element.entry(key));
        match same {
            Some(same) => *same = element,
            None => result.push(element),
        }
    }
    Value::list(result)
}
