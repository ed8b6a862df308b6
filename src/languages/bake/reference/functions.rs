//! The functions that expressions in Bake files can call, except those that are defined in a file:
//! <https://docs.docker.com/build/bake/stdlib/>.

/// The type of a parameter or of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Any,
    Bool,
    List,
    Map,
    Number,
    String,
}

/// A parameter.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub name: &'static str,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug)]
pub struct Function {
    pub name: &'static str,
    pub parameters: &'static [Parameter],
    /// The variadic parameter, which accepts any number of further arguments.
    pub variadic: Option<Parameter>,
    pub returns: Kind,
    pub documentation: &'static str,
    pub is_deprecated: bool,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Bool => "bool",
            Self::List => "list",
            Self::Map => "map",
            Self::Number => "number",
            Self::String => "string",
        }
    }
}

/// The page that describes the functions.
pub const PAGE: &str = "https://docs.docker.com/build/bake/stdlib/";

pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.binary_search_by_key(&name, |function| function.name).ok().map(|index| &FUNCTIONS[index])
}

macro_rules! functions {
    ($($name:ident($($parameter:ident: $kind:ident),* $(; $variadic:ident: $rest:ident)?) -> $returns:ident $($deprecated:literal)? = $documentation:literal;)*) => {
        /// All functions, sorted by name.
        pub const FUNCTIONS: &[Function] = &[
            $(Function {
                name: stringify!($name),
                parameters: &[$(Parameter { name: stringify!($parameter), kind: Kind::$kind }),*],
                variadic: functions!(@rest $($variadic $rest)?),
                returns: Kind::$returns,
                documentation: $documentation,
                is_deprecated: functions!(@deprecated $($deprecated)?),
            },)*
        ];
    };
    (@rest) => { None };
    (@rest $name:ident $kind:ident) => { Some(Parameter { name: stringify!($name), kind: Kind::$kind }) };
    (@deprecated) => { false };
    (@deprecated $flag:literal) => { $flag };
}

functions! {
    absolute(num: Number) -> Number = "The number without its sign.";
    add(a: Number, b: Number) -> Number = "The sum of two numbers.";
    and(a: Bool, b: Bool) -> Bool = "Whether both values are true.";
    base64decode(str: String) -> String = "Decodes a string from Base64.";
    base64encode(str: String) -> String = "Encodes a string in Base64.";
    basename(path: String) -> String = "The last element of a path.";
    bcrypt(str: String; cost: Number) -> String = "Hashes a string with bcrypt.";
    byteslen(buf: Any) -> Number = "The number of bytes in a buffer.";
    bytesslice(buf: Any, offset: Number, length: Number) -> Any = "A part of a buffer.";
    can(expression: Any) -> Bool = "Whether an expression can be evaluated without an error.";
    ceil(num: Number) -> Number = "The smallest integer that is not less than a number.";
    chomp(str: String) -> String = "Removes newlines from the end of a string.";
    chunklist(list: List, size: Number) -> List = "Splits a list into lists of at most `size` elements.";
    cidrhost(prefix: String, hostnum: Number) -> String = "The address of a host within an IP network.";
    cidrnetmask(prefix: String) -> String = "The subnet mask of an IPv4 network.";
    cidrsubnet(prefix: String, newbits: Number, netnum: Number) -> String = "The address of a subnet within an IP network.";
    cidrsubnets(prefix: String; newbits: Number) -> List = "The addresses of consecutive subnets within an IP network.";
    coalesce(; vals: Any) -> Any = "The first argument that is not null.";
    coalescelist(; vals: List) -> List = "The first list that is not empty.";
    compact(list: List) -> List = "The list without empty strings.";
    concat(; seqs: List) -> List = "Joins lists into one.";
    contains(list: List, value: Any) -> Bool = "Whether a list contains a value.";
    convert(value: Any, type: Any) -> Any = "Converts a value to a type, such as `list(string)`.";
    csvdecode(str: String) -> List = "Parses CSV with a header line into a list of objects.";
    dirname(path: String) -> String = "The path without its last element.";
    distinct(list: List) -> List = "The list without duplicates. Keeps the first of equal elements.";
    divide(a: Number, b: Number) -> Number = "The quotient of two numbers.";
    element(list: List, index: Number) -> Any = "The element at an index. An index beyond the end wraps around.";
    equal(a: Any, b: Any) -> Bool = "Whether two values are equal.";
    flatten(list: List) -> List = "Flattens nested lists into one list.";
    floor(num: Number) -> Number = "The largest integer that is not greater than a number.";
    format(format: String; args: Any) -> String = "Formats values with verbs such as `%s` and `%d`.";
    formatdate(format: String, time: String) -> String true = "Formats a timestamp in RFC 3339. Use `formattimestamp` instead.";
    formatlist(format: String; args: Any) -> List = "Formats every element of lists with verbs such as `%s` and `%d`.";
    formattimestamp(format: String, time: Any) -> String = "Formats a timestamp in RFC 3339 or a Unix timestamp. The format `X` gives the Unix timestamp.";
    greaterthan(a: Number, b: Number) -> Bool = "Whether the first number is greater than the second.";
    greaterthanorequalto(a: Number, b: Number) -> Bool = "Whether the first number is greater than or equal to the second.";
    hasindex(collection: Any, key: Any) -> Bool = "Whether a list or map has an element at an index or key.";
    homedir() -> String = "The home directory of the user who runs Bake.";
    indent(spaces: Number, str: String) -> String = "Indents all lines of a string but the first.";
    index(collection: Any, key: Any) -> Any = "The element of a list or map at an index or key.";
    indexof(list: List, value: Any) -> Number = "The index of a value in a list. It is an error if the list does not contain it.";
    int(num: Number) -> Number = "The integer part of a number.";
    join(separator: String; lists: List) -> String = "Joins the strings of lists, with a separator between them.";
    jsondecode(str: String) -> Any = "Parses JSON.";
    jsonencode(val: Any) -> String = "Encodes a value as JSON.";
    keys(inputMap: Map) -> List = "The keys of a map, sorted.";
    length(collection: Any) -> Number = "The number of elements in a list or map.";
    lessthan(a: Number, b: Number) -> Bool = "Whether the first number is less than the second.";
    lessthanorequalto(a: Number, b: Number) -> Bool = "Whether the first number is less than or equal to the second.";
    log(num: Number, base: Number) -> Number = "The logarithm of a number to a base.";
    lookup(inputMap: Map, key: String, default: Any) -> Any = "The element of a map at a key, or else a default.";
    lower(str: String) -> String = "The string in lowercase.";
    max(; numbers: Number) -> Number = "The largest of the numbers.";
    md5(str: String) -> String = "The MD5 hash of a string, in hexadecimal.";
    merge(; maps: Map) -> Map = "Merges maps. Later ones override earlier ones.";
    min(; numbers: Number) -> Number = "The smallest of the numbers.";
    modulo(a: Number, b: Number) -> Number = "The remainder of the division of two numbers.";
    multiply(a: Number, b: Number) -> Number = "The product of two numbers.";
    negate(num: Number) -> Number = "The number with the opposite sign.";
    not(val: Bool) -> Bool = "The negation of a boolean.";
    notequal(a: Any, b: Any) -> Bool = "Whether two values differ.";
    or(a: Bool, b: Bool) -> Bool = "Whether at least one of two values is true.";
    parseint(number: Any, base: Number) -> Number = "Parses an integer in a base.";
    pow(num: Number, power: Number) -> Number = "Raises a number to a power.";
    range(; params: Number) -> List = "A list of numbers: `range(limit)`, `range(start, limit)` or `range(start, limit, step)`.";
    regex(pattern: String, string: String) -> Any = "The first match of a regular expression: a string, or its capture groups. It is an error if there is none.";
    regex_replace(str: String, pattern: String, replace: String) -> String = "Replaces all matches of a regular expression.";
    regexall(pattern: String, string: String) -> List = "All matches of a regular expression.";
    replace(str: String, substr: String, replace: String) -> String = "Replaces all occurrences of a string in another.";
    reverse(str: String) -> String = "The string with its characters in reverse order.";
    reverselist(list: List) -> List = "The list with its elements in reverse order.";
    rsadecrypt(ciphertext: String, privatekey: String) -> String = "Decrypts text that was encrypted with RSA.";
    sanitize(name: String) -> String = "Replaces every character that a target name cannot contain with `_`.";
    semvercmp(version: String, contraint: String) -> Bool = "Whether a version satisfies a constraint such as `>= 1.2`.";
    sethaselement(set: List, elem: Any) -> Bool = "Whether a set contains a value.";
    setintersection(first_set: List; other_sets: List) -> List = "The elements that all sets contain.";
    setproduct(; sets: List) -> List = "All combinations of elements, one from each set.";
    setsubtract(a: List, b: List) -> List = "The elements of the first set that the second does not contain.";
    setsymmetricdifference(first_set: List; other_sets: List) -> List = "The elements that only one of the sets contains.";
    setunion(first_set: List; other_sets: List) -> List = "The elements of all sets.";
    sha1(str: String) -> String = "The SHA-1 hash of a string, in hexadecimal.";
    sha256(str: String) -> String = "The SHA-256 hash of a string, in hexadecimal.";
    sha512(str: String) -> String = "The SHA-512 hash of a string, in hexadecimal.";
    signum(num: Number) -> Number = "-1, 0 or 1: the sign of a number.";
    slice(list: List, start_index: Number, end_index: Number) -> List = "The elements from the start index up to, but not including, the end index.";
    sort(list: List) -> List = "Sorts the strings of a list.";
    split(separator: String, str: String) -> List = "Splits a string at a separator.";
    strlen(str: String) -> Number = "The number of characters in a string.";
    substr(str: String, offset: Number, length: Number) -> String = "A part of a string, counted in characters. A length of -1 goes to the end.";
    subtract(a: Number, b: Number) -> Number = "The difference of two numbers.";
    timeadd(timestamp: String, duration: String) -> String = "Adds a duration such as `1h30m` to a timestamp in RFC 3339.";
    timestamp() -> String = "The current time in RFC 3339.";
    title(str: String) -> String = "The string with the first letter of every word in uppercase.";
    trim(str: String, cutset: String) -> String = "Removes the given characters from both ends of a string.";
    trimprefix(str: String, prefix: String) -> String = "Removes a prefix from a string.";
    trimspace(str: String) -> String = "Removes white space from both ends of a string.";
    trimsuffix(str: String, suffix: String) -> String = "Removes a suffix from a string.";
    try(; expressions: Any) -> Any = "The value of the first expression that can be evaluated without an error.";
    unixtimestampparse(unix_timestamp: Number) -> Any = "The date and time of a Unix timestamp as an object.";
    upper(str: String) -> String = "The string in uppercase.";
    urlencode(str: String) -> String = "Encodes a string for the query of a URL.";
    uuidv4() -> String = "A random UUID.";
    uuidv5(namespace: String, name: String) -> String = "The UUID of a name in a namespace.";
    values(mapping: Map) -> List = "The values of a map, in the order of its keys.";
    zipmap(keys: List, values: List) -> Map = "A map from a list of keys and a list of values.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_found_by_its_name() {
        for entry in FUNCTIONS {
            assert_eq!(function(entry.name).map(|found| found.name), Some(entry.name));
        }
        assert!(function("nothing").is_none());
    }
}
