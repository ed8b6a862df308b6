//! Over 500 lines because it is the closed table of functions: their signatures, as
//! `terraform metadata functions -json` prints them, with our own documentation.

/// A built-in function.
#[derive(Debug)]
pub struct Function {
    /// The name.
    pub name: &'static str,
    /// The parameters, in order.
    pub parameters: &'static [FunctionParameter],
    /// The parameter for any number of further arguments, if the function accepts them.
    pub variadic: Option<FunctionParameter>,
    /// The type of the result.
    pub returns: &'static str,
    /// The first version of Terraform that has the function, as major and minor number.
    pub since: (u64, u64),
    /// The documentation: one or two sentences in Markdown.
    pub documentation: &'static str,
}

/// A parameter of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunctionParameter {
    /// The name.
    pub name: &'static str,
    /// The type, in the syntax of a type constraint. `any` stands for all values that the function accepts.
    pub value_type: &'static str,
}

impl Function {
    /// Returns the signature, such as `join(separator: string, ...lists: list(string)) list(string)`.
    pub fn signature(&self) -> String {
        format!("{}({}) {}", self.name, self.shown_parameters().collect::<Vec<_>>().join(", "), self.returns)
    }

    /// Returns the parameters as a signature shows them. The last one can stand for any number of arguments.
    pub fn shown_parameters(&self) -> impl Iterator<Item = String> {
        let fixed = self.parameters.iter().map(|parameter| format!("{}: {}", parameter.name, parameter.value_type));
        let variadic = self.variadic.map(|parameter| format!("…{}: {}", parameter.name, parameter.value_type));
        fixed.chain(variadic)
    }

    /// Returns the URL of the page that documents the function.
    pub fn page(&self) -> String {
        format!("https://developer.hashicorp.com/terraform/language/functions/{}", self.name)
    }
}

/// Returns the built-in function with this name, with or without the namespace `core::`.
pub fn function(name: &str) -> Option<&'static Function> {
    let name = name.strip_prefix("core::").unwrap_or(name);
    FUNCTIONS.binary_search_by_key(&name, |function| function.name).ok().map(|index| &FUNCTIONS[index])
}

macro_rules! functions {
    ($($name:ident($($parameter:ident: $type:literal),* $(; $variadic:ident: $variadic_type:literal)?)
        -> $returns:literal $(since $major:literal $minor:literal)?: $documentation:literal;)*) => {
        /// All functions, in alphabetical order.
        pub const FUNCTIONS: &[Function] = &[$(Function {
            name: stringify!($name),
            parameters: &[$(FunctionParameter { name: stringify!($parameter), value_type: $type }),*],
            variadic: functions!(@variadic $($variadic: $variadic_type)?),
            returns: $returns,
            since: functions!(@since $($major $minor)?),
            documentation: $documentation,
        }),*];
    };
    (@variadic) => { None };
    (@variadic $name:ident: $type:literal) => {
        Some(FunctionParameter { name: stringify!($name), value_type: $type })
    };
    (@since) => { super::schema::OLDEST };
    (@since $major:literal $minor:literal) => { ($major, $minor) };
}

functions! {
    abs(num: "number") -> "number":
        "The absolute value of a number.";
    abspath(path: "string") -> "string":
        "Makes a path absolute, starting from the directory in which Terraform runs.";
    alltrue(list: "list(bool)") -> "bool" since 0 14:
        "Whether all elements of a list are `true`. An empty list counts as true.";
    anytrue(list: "list(bool)") -> "bool" since 0 14:
        "Whether at least one element of a list is `true`.";
    base64decode(str: "string") -> "string":
        "Decodes Base64 to UTF-8 text.";
    base64encode(str: "string") -> "string":
        "Encodes text as UTF-8 in Base64.";
    base64gzip(str: "string") -> "string":
        "Compresses text with gzip and encodes the result in Base64.";
    base64sha256(str: "string") -> "string":
        "The SHA-256 hash of a string, in Base64 rather than hexadecimal.";
    base64sha512(str: "string") -> "string":
        "The SHA-512 hash of a string, in Base64 rather than hexadecimal.";
    basename(path: "string") -> "string":
        "The last part of a path.";
    bcrypt(str: "string"; cost: "number") -> "string":
        "Hashes a password with bcrypt. The result differs on every run; `cost` defaults to 10.";
    can(expression: "any") -> "bool":
        "Whether an expression can be evaluated without an error.";
    ceil(num: "number") -> "number":
        "Rounds a number up to the nearest integer.";
    chomp(str: "string") -> "string":
        "Removes newlines from the end of a string.";
    chunklist(list: "list(any)", size: "number") -> "list(list(any))":
        "Splits a list into lists of at most `size` elements.";
    cidrhost(prefix: "string", hostnum: "number") -> "string":
        "The IP address with the given host number in a network.";
    cidrnetmask(prefix: "string") -> "string":
        "The subnet mask of an IPv4 network that is given in CIDR notation.";
    cidrsubnet(prefix: "string", newbits: "number", netnum: "number") -> "string":
        "The subnet with the given number in a network, whose prefix is `newbits` longer.";
    cidrsubnets(prefix: "string"; newbits: "number") -> "list(string)":
        "Consecutive subnets of a network, one for each given number of additional prefix bits.";
    coalesce(; vals: "any") -> "any":
        "The first argument that is neither null nor an empty string.";
    coalescelist(; vals: "any") -> "any":
        "The first list that is not empty.";
    compact(list: "list(string)") -> "list(string)":
        "A list without its null and empty strings.";
    concat(; seqs: "any") -> "any":
        "Joins lists into one.";
    contains(list: "any", value: "any") -> "bool":
        "Whether a list or set contains a value.";
    csvdecode(str: "string") -> "any":
        "Parses CSV, whose first line names the columns, into a list of objects.";
    dirname(path: "string") -> "string":
        "A path without its last part.";
    distinct(list: "list(any)") -> "list(any)":
        "A list without duplicate elements. Keeps the first of each.";
    element(list: "any", index: "number") -> "any":
        "The element at an index. An index beyond the end wraps around.";
    endswith(str: "string", suffix: "string") -> "bool" since 1 3:
        "Whether a string ends with another.";
    ephemeralasnull(value: "any") -> "any" since 1 10:
        "A value in which every ephemeral part is null.";
    file(path: "string") -> "string":
        "The content of a file, which must be UTF-8.";
    filebase64(path: "string") -> "string":
        "The content of a file in Base64.";
    filebase64sha256(path: "string") -> "string":
        "The SHA-256 hash of a file, in Base64.";
    filebase64sha512(path: "string") -> "string":
        "The SHA-512 hash of a file, in Base64.";
    fileexists(path: "string") -> "bool":
        "Whether a file exists.";
    filemd5(path: "string") -> "string":
        "The MD5 hash of a file, in hexadecimal.";
    fileset(path: "string", pattern: "string") -> "set(string)":
        "The files below a directory whose paths match a pattern, such as `**/*.json`.";
    filesha1(path: "string") -> "string":
        "The SHA-1 hash of a file, in hexadecimal.";
    filesha256(path: "string") -> "string":
        "The SHA-256 hash of a file, in hexadecimal.";
    filesha512(path: "string") -> "string":
        "The SHA-512 hash of a file, in hexadecimal.";
    flatten(list: "any") -> "any":
        "A list in which nested lists are flattened.";
    floor(num: "number") -> "number":
        "Rounds a number down to the nearest integer.";
    format(format: "string"; args: "any") -> "string":
        "Inserts values into a string, as `printf` does: `format(\"%s-%02d\", var.name, 1)`.";
    formatdate(format: "string", time: "string") -> "string":
        "Formats a timestamp, for example as `YYYY-MM-DD`.";
    formatlist(format: "string"; args: "any") -> "list(string)":
        "Formats a string as `format` does, once for each element of the given lists.";
    indent(spaces: "number", str: "string") -> "string":
        "Indents every line of a string but the first.";
    index(list: "any", value: "any") -> "number":
        "The index of the first element that equals a value. It is an error if there is none.";
    issensitive(value: "any") -> "bool" since 1 8:
        "Whether a value is marked as sensitive.";
    join(separator: "string"; lists: "list(string)") -> "string":
        "Joins the strings of lists, with a separator between them.";
    jsondecode(str: "string") -> "any":
        "Parses JSON.";
    jsonencode(val: "any") -> "string":
        "Encodes a value as JSON.";
    keys(inputMap: "any") -> "list(string)":
        "The keys of a map in alphabetical order.";
    length(value: "any") -> "number":
        "The number of elements of a collection, or of characters of a string.";
    log(num: "number", base: "number") -> "number":
        "The logarithm of a number to a base.";
    lookup(inputMap: "any", key: "string"; default: "any") -> "any":
        "The value of a key, or the default if the map does not contain it.";
    lower(str: "string") -> "string":
        "A string in lowercase.";
    matchkeys(values: "list(any)", keys: "list(any)", searchset: "list(any)") -> "list(any)":
        "The elements of `values` whose counterparts in `keys` occur in `searchset`.";
    max(; numbers: "number") -> "number":
        "The largest of the given numbers.";
    md5(str: "string") -> "string":
        "The MD5 hash of a string, in hexadecimal.";
    merge(; maps: "any") -> "any":
        "Merges maps into one. If a key occurs more than once, the last value wins.";
    min(; numbers: "number") -> "number":
        "The smallest of the given numbers.";
    nonsensitive(value: "any") -> "any" since 0 15:
        "Removes the sensitive mark from a value, so that Terraform prints it.";
    one(list: "any") -> "any" since 0 15:
        "The only element of a list, or null if the list is empty.";
    parseint(number: "any", base: "number") -> "number":
        "Parses an integer in a base from 2 to 62.";
    pathexpand(path: "string") -> "string":
        "Replaces `~` at the start of a path with the home directory.";
    plantimestamp() -> "string" since 1 5:
        "The time of the plan, in UTC. It is the same for the whole run.";
    pow(num: "number", power: "number") -> "number":
        "Raises a number to a power.";
    range(; params: "number") -> "list(number)":
        "Numbers from a start up to a limit, in steps: `range(limit)`, `range(start, limit)` or `range(start, limit, step)`.";
    regex(pattern: "string", string: "string") -> "any":
        "The first match of a regular expression: a string, or its groups. It is an error if there is none.";
    regexall(pattern: "string", string: "string") -> "list(any)":
        "All matches of a regular expression.";
    replace(str: "string", substr: "string", replace: "string") -> "string":
        "Replaces every occurrence of a string. A string between slashes is a regular expression.";
    reverse(list: "any") -> "any":
        "A list in reverse order.";
    rsadecrypt(ciphertext: "string", privatekey: "string") -> "string":
        "Decrypts an RSA ciphertext, given in Base64, with a private key in PEM.";
    sensitive(value: "any") -> "any" since 0 15:
        "Marks a value as sensitive, so that Terraform does not print it.";
    setintersection(first_set: "set(any)"; other_sets: "set(any)") -> "set(any)":
        "The elements that all sets have in common.";
    setproduct(; sets: "any") -> "any":
        "All combinations of elements, one from each set.";
    setsubtract(a: "set(any)", b: "set(any)") -> "set(any)":
        "The elements of the first set that the second does not contain.";
    setunion(first_set: "set(any)"; other_sets: "set(any)") -> "set(any)":
        "The elements of all sets.";
    sha1(str: "string") -> "string":
        "The SHA-1 hash of a string, in hexadecimal.";
    sha256(str: "string") -> "string":
        "The SHA-256 hash of a string, in hexadecimal.";
    sha512(str: "string") -> "string":
        "The SHA-512 hash of a string, in hexadecimal.";
    signum(num: "number") -> "number":
        "The sign of a number: -1, 0 or 1.";
    slice(list: "any", start_index: "number", end_index: "number") -> "any":
        "The elements from a start index up to, but not including, an end index.";
    sort(list: "list(string)") -> "list(string)":
        "The strings of a list in alphabetical order.";
    split(separator: "string", str: "string") -> "list(string)":
        "Splits a string at every occurrence of a separator.";
    startswith(str: "string", prefix: "string") -> "bool" since 1 3:
        "Whether a string begins with another.";
    strcontains(str: "string", substr: "string") -> "bool" since 1 5:
        "Whether a string contains another.";
    strrev(str: "string") -> "string":
        "The characters of a string in reverse order.";
    substr(str: "string", offset: "number", length: "number") -> "string":
        "A part of a string by offset and length. A negative offset counts from the end; length -1 takes the rest.";
    sum(list: "any") -> "number":
        "The sum of the numbers of a list or set.";
    templatefile(path: "string", vars: "any") -> "string":
        "Renders a file as a template with the given variables.";
    templatestring(template: "string", vars: "any") -> "string" since 1 9:
        "Renders a string of the module as a template with the given variables.";
    textdecodebase64(source: "string", encoding: "string") -> "string" since 0 14:
        "Decodes Base64 to text in a given character encoding, such as `UTF-16LE`.";
    textencodebase64(string: "string", encoding: "string") -> "string" since 0 14:
        "Encodes text in a given character encoding, such as `UTF-16LE`, and then in Base64.";
    timeadd(timestamp: "string", duration: "string") -> "string":
        "Adds a duration, such as `1h30m`, to a timestamp.";
    timecmp(timestamp_a: "string", timestamp_b: "string") -> "number" since 1 3:
        "Compares two timestamps: -1 if the first is earlier, 1 if it is later, else 0.";
    timestamp() -> "string":
        "The current time in UTC. It differs on every run.";
    title(str: "string") -> "string":
        "A string with the first letter of every word in uppercase.";
    tobool(v: "any") -> "bool":
        "Converts a value to a boolean.";
    tolist(v: "any") -> "list(any)":
        "Converts a set or tuple to a list.";
    tomap(v: "any") -> "map(any)":
        "Converts an object to a map.";
    tonumber(v: "any") -> "number":
        "Converts a value to a number.";
    toset(v: "any") -> "set(any)":
        "Converts a list to a set, without repeated elements and without an order.";
    tostring(v: "any") -> "string":
        "Converts a value to a string.";
    transpose(values: "map(list(string))") -> "map(list(string))":
        "Swaps keys and values of a map of lists of strings.";
    trim(str: "string", cutset: "string") -> "string":
        "Removes the given characters from both ends of a string.";
    trimprefix(str: "string", prefix: "string") -> "string":
        "A string without the given prefix, if it starts with it.";
    trimspace(str: "string") -> "string":
        "Removes white space from both ends of a string.";
    trimsuffix(str: "string", suffix: "string") -> "string":
        "A string without the given suffix, if it ends with it.";
    try(; expressions: "any") -> "any":
        "The value of the first expression that can be evaluated without an error.";
    upper(str: "string") -> "string":
        "A string in uppercase.";
    urlencode(str: "string") -> "string":
        "Escapes a string for use in a URL.";
    uuid() -> "string":
        "A new random UUID. It differs on every run.";
    uuidv5(namespace: "string", name: "string") -> "string":
        "The UUID of a name within a namespace. The same name always has the same UUID.";
    values(mapping: "any") -> "any":
        "The values of a map, in the order of its keys.";
    yamldecode(src: "string") -> "any":
        "Parses YAML.";
    yamlencode(value: "any") -> "string":
        "Encodes a value as YAML.";
    zipmap(keys: "list(string)", values: "any") -> "any":
        "A map from a list of keys and a list of values.";
}
