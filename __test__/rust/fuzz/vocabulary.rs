//! What drawn Dockerfiles are made of: what means something somewhere, in its odd forms too.

pub const DIRECTIVES: &[&str] = &[
    "# syntax=docker/dockerfile:1",
    "# escape=`",
    "# check=skip=FromAsCasing",
    "#check=skip=StageNameCasing,UndefinedVar;error=true",
    "# check=experimental=all",
    "# Check = skip=all ",
    "# escape= ",
    "# a comment",
    "ARG FOO=foo",
    "ARG BASE=alpine VERSION",
    "",
];

pub const STAGES: &[&str] = &[
    "FROM alpine",
    "FROM alpine AS base",
    "FROM alpine as Base",
    "FROM base AS build",
    "from base as build",
    "From golang:1 As BUILD",
    "FROM --platform=$TARGETPLATFORM alpine AS build",
    "FROM --platform=linux/amd64 \\\n  # why\n  alpine \\\n  as x",
    "FROM --platform=windows/amd64 windows as win",
    "FROM ${BASE}:$VERSION",
    "FROM scratch AS scratch",
    "# build is built\nFROM alpine AS build",
    "FROM --pltform=linux --x=y alpine",
    "FROM",
];

pub const INSTRUCTIONS: &[&str] = &[
    "ADD", "ARG", "CMD", "COPY", "COPY", "ENTRYPOINT", "ENV", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "MAINTAINER", "RUN",
    "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR", "# check=skip=UndefinedVar", "RUUN",
];

pub const FLAGS: &[&str] = &[
    "--from=build",
    "--from=Base",
    "--form=base",
    "--chown=a:b",
    "--chmdo=755",
    "--link",
    "--mount=type=cache,target=/x",
    "--mount=type=bind,from=base,target=/y",
    "--mount=type=secret,id=a",
    "--mnt=x",
    "--network=none",
    "--interval=1s",
    "--intervall=1s",
    "--\"platform\"=linux",
    "--l\\ink",
    "--x=à",
    "--",
    "--\\\n",
];

pub const WORDS: &[&str] = &[
    "a", "/a", "./b", "x/", "..", "$FOO", "${FOO:-x}", "${BAR}", "\"$FOO\"", "'b c'", "\"b c\"", "a=b", "FOO=1", "BAR=$FOO",
    "TOKEN=1", "80/TCP", "80/udp", "8080:80", "CMD", "NONE", "SIGTERM", "echo", "hi", "&&", "|", "[\"a\", \"b\"]",
    "[\"a\",1]", "<<E", "<<-\"E\"", "a\\ b", "key", "https://example.com/a.git", "ü", "😀", "a@b", "<a@b>", "\\",
    "${FOO", "C:\\x", "it's",
];

pub const JOINTS: &[&str] =
    &["  ", "\t", " \\\n  ", "\\\n", " \\\n\n  ", " \\\n# note\n  ", " \\  \n \\\n", "\u{a0}", " \\\r\n", "\u{c}", ""];

pub const PIECES: &[&str] = &[
    " ", "\t", "\n", "\r", "\r\n", "\\", "\\\n", " \\\n\n", "`", "\"", "'", "$", "${", "}", "${a:-", "${a/", "#", "# ", "=",
    "<<E", "<<", "-", "--", "[", "]", "[\"", ",", ":", "/", "@", "a", "A", "FROM ", "AS", "as ", "ONBUILD ", "ENV ", "ü",
    "😀", "\u{feff}", "\u{a0}", "\u{85}", "\u{2003}", "\0", "\u{b}", "\u{c}", "ǅ", "İ", "ß", "\u{301}", "à",
];
