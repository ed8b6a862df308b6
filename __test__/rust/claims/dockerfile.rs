//! Unknown images, arguments without a default value, and Windows images.

use candor::languages::Language;

use super::judge;

#[test]
fn what_the_base_image_may_set_is_never_an_error() {
    judge(
        Language::Dockerfile,
        "Dockerfile",
        &[
            ("FROM postgres\nVOLUME $PGDATA\n", ""),
            ("FROM golang\nRUN --mount=target=. go build\n", ""),
            ("FROM node\nRUN --mount=type=cache,target=$NPM_CACHE npm ci\n", ""),
            ("FROM app\nUSER $APP_UID:$APP_GID\n", ""),
            ("FROM app\nEXPOSE $PORT\n", ""),
            ("FROM app\nEXPOSE ${HTTP_PORT}/tcp ${METRICS_PORT}/udp\n", ""),
            ("FROM app\nSTOPSIGNAL $STOP\n", ""),
            ("FROM app\nRUN --mount=type=cache,target=/c,uid=$UID,gid=$GID,mode=$MODE true\n", ""),
            ("FROM app\nWORKDIR src\nRUN --mount=target=.. make\n", "WorkdirRelativePath"),
            ("FROM app\nCOPY --chmod=$MODE --chown=$OWNER a b\n", ""),
            ("FROM app\nCMD run\n", ""),
            ("FROM app AS base\nFROM base\nVOLUME [\"$DATA\"]\nCMD run\n", ""),
            ("FROM app\nSHELL [\"$POWERSHELL\", \"-Command\"]\n", ""),
            // Nothing can set the variable.
            ("FROM scratch\nVOLUME $DATA\n", "UndefinedVar error"),
            ("FROM scratch\nEXPOSE $PORT/tcp\n", "error"),
            ("FROM scratch AS base\nFROM base\nVOLUME $DATA\n", "UndefinedVar error"),
            ("FROM scratch\nRUN --mount=target=. x\n", "error"),
            // The result only depends on the file.
            ("FROM app\nWORKDIR /\nRUN --mount=target=. x\n", "error"),
            ("FROM app\nENV PORT=http\nEXPOSE $PORT\n", "error"),
            ("FROM app\nEXPOSE 70000\n", "error"),
        ],
    );
}

#[test]
fn a_variable_is_reported_if_nothing_sets_it_or_the_file_sets_a_similar_one() {
    judge(
        Language::Dockerfile,
        "Dockerfile",
        &[
            ("FROM golang\nWORKDIR $GOPATH/src\n", ""),
            ("FROM openjdk\nENV CP=$JAVA_HOME/lib\n", ""),
            ("FROM nvidia/cuda\nENV LD_LIBRARY_PATH=/x:$LD_LIBRARY_PATH\n", ""),
            ("FROM php\nCOPY php.ini $PHP_INI_DIR/\n", ""),
            ("FROM tomcat\nCOPY a.war ${CATALINA_HOME}/webapps/\n", ""),
            ("FROM a AS b\nFROM b\nUSER $NB_UID\n", ""),
            ("ARG BASE\nFROM $BASE\nWORKDIR $HOME_OF_BASE\n", "InvalidDefaultArgInFrom"),
            ("FROM app\nCOPY <<E /x\n$SET_BY_IMAGE\nE\n", ""),
            ("FROM app\nENV APP_DIR=/a\nWORKDIR $APP_DIRR\n", "UndefinedVar"),
            ("FROM app\nENV PGDATA=/a\nVOLUME $PGDTA\n", "UndefinedVar"),
            ("FROM app\nARG VERSION=1\nLABEL version=$VERSON\n", "UndefinedVar"),
            ("FROM scratch\nWORKDIR $NOPE\n", "UndefinedVar WorkdirRelativePath"),
            ("FROM scratch AS a\nFROM a\nLABEL x=$NOPE\n", "UndefinedVar"),
        ],
    );
}

#[test]
fn an_argument_without_a_default_is_never_an_error() {
    judge(
        Language::Dockerfile,
        "Dockerfile",
        &[
            ("ARG BASE\nFROM $BASE\nMAINTAINER a\n", "InvalidDefaultArgInFrom MaintainerDeprecated"),
            ("ARG REGISTRY\nFROM $REGISTRY/alpine\n", "InvalidDefaultArgInFrom"),
            ("ARG TAG\nFROM alpine:$TAG\n", "InvalidDefaultArgInFrom"),
            ("ARG DIGEST\nFROM alpine@$DIGEST\n", "InvalidDefaultArgInFrom"),
            ("ARG A\nARG B=$A\nFROM ${B}/x\n", "InvalidDefaultArgInFrom"),
            ("ARG P\nFROM --platform=$P alpine\n", ""),
            ("ARG ARCH\nFROM --platform=linux/$ARCH alpine\n", ""),
            ("FROM alpine\nARG PORT\nEXPOSE $PORT/tcp\n", ""),
            ("FROM alpine\nARG DIR\nVOLUME $DIR\n", ""),
            ("FROM scratch\nARG SIG\nSTOPSIGNAL $SIG\n", ""),
            ("FROM scratch\nARG U\nUSER $U\n", ""),
            ("FROM scratch\nARG SUM\nADD --checksum=$SUM https://a.example/b /b\n", ""),
            ("FROM alpine\nARG M\nCOPY --chmod=$M a b\n", ""),
            ("FROM alpine\nARG K\nRUN --mount=type=$K,target=/x true\n", ""),
            ("FROM alpine\nARG S\nRUN --mount=type=cache,sharing=$S,target=/x true\n", ""),
            ("FROM alpine\nARG R\nRUN --mount=type=secret,id=a,required=$R true\n", ""),
            ("FROM alpine\nARG T\nRUN --mount=type=tmpfs,size=$T,target=/x true\n", ""),
            ("ARG PORT\nFROM scratch\nARG PORT\nEXPOSE $PORT\n", ""),
            ("FROM scratch AS a\nARG P\nENV PORT=$P\nFROM a\nEXPOSE $PORT\n", ""),
            // A default value can be overridden, too.
            ("FROM scratch\nARG PORT=http\nEXPOSE $PORT\n", ""),
            ("ARG BASE=Not_Valid\nFROM $BASE\n", "InvalidDefaultArgInFrom"),
            ("ARG VARIANT=${template:variant}\nFROM alpine:$VARIANT\n", "InvalidDefaultArgInFrom warning"),
            ("FROM alpine\nARG ZSH=${template:zsh}\nRUN x $ZSH\n", "warning"),
            // Arguments have no effect on these.
            ("FROM $NEVER\n", "InvalidDefaultArgInFrom UndefinedArgInFrom error"),
            ("ARG N\nFROM alpine AS $N\n", "StageNameCasing error"),
            ("ARG N\nFROM a\nCOPY --from=$N a b\n", "error"),
            ("FROM alpine\nARG I\nHEALTHCHECK --interval=$I CMD x\n", "error"),
            ("FROM alpine\nARG N\nRUN --network=$N true\n", "error"),
            ("FROM alpine\nARG M\nRUN --mount=from=$M,target=/x true\n", "error"),
            ("FROM alpine\nARG X\nRUN --mount=$X true\n", "error"),
            ("FROM alpine\nARG B\nADD --keep-git-dir=$B https://a.example/b.git /b\n", "error"),
        ],
    );
}

#[test]
fn one_error_hides_no_other() {
    judge(
        Language::Dockerfile,
        "Dockerfile",
        &[
            ("FROM a\nNOPE\nMAINTAINER b\n", "MaintainerDeprecated error"),
            ("NOPE\nFROM a\nMAINTAINER b\n", "MaintainerDeprecated error"),
            ("FROM a b\nMAINTAINER c\nEXPOSE x\n", "MaintainerDeprecated error error"),
            ("FROM Upper\nMAINTAINER b\n", "InvalidDefaultArgInFrom MaintainerDeprecated error"),
            ("FROM a\nCOPY x\nENV\nMAINTAINER b\n", "MaintainerDeprecated error error"),
            ("FROM a\nRUN --mout=x y\nMAINTAINER b\n", "MaintainerDeprecated error"),
            ("FROM a\nENV A='b\nMAINTAINER b\n", "MaintainerDeprecated error"),
            ("FROM a\nLABEL x=${a:z}\nMAINTAINER b\n", "MaintainerDeprecated error"),
            ("FROM a\nEXPOSE x\nEXPOSE y\nEXPOSE z\n", "error error error"),
            ("FROM a\nCOPY --from=7 a b\nMAINTAINER b\n", "MaintainerDeprecated error"),
            ("FROM a\nHEALTHCHECK CMD\nSHELL x\nMAINTAINER b\n", "MaintainerDeprecated error error"),
        ],
    );
}

#[test]
fn paths_in_images_of_windows_follow_the_rules_of_windows() {
    judge(
        Language::Dockerfile,
        "Dockerfile",
        &[
            ("# escape=`\nFROM mcr.microsoft.com/windows:1809\nWORKDIR C:\\app\n", ""),
            ("FROM mcr.microsoft.com/windows/nanoserver\nWORKDIR C:/app\n", ""),
            ("# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nWORKDIR \\app\n", ""),
            ("FROM golang:1.22-nanoserver-ltsc2022\nWORKDIR C:/go\n", ""),
            ("# escape=`\nFROM golang:1-windowsservercore-1809\nWORKDIR c:\\go\n", ""),
            ("# escape=`\nFROM --platform=windows/amd64 corp/base\nWORKDIR C:\\x\n", "FromPlatformFlagConstDisallowed"),
            ("# escape=`\nFROM corp/nanoserver-base\nWORKDIR C:\\x\n", ""),
            ("# escape=`\nARG TAG\nFROM mcr.microsoft.com/dotnet/sdk:$TAG\nWORKDIR C:\\x\n", "InvalidDefaultArgInFrom"),
            ("# escape=`\nFROM corp/base\nWORKDIR C:\\x\n", ""),
            ("# escape=`\nARG B\nFROM $B\nWORKDIR C:\\x\n", "InvalidDefaultArgInFrom"),
            ("# escape=`\nFROM mcr.microsoft.com/windows/nanoserver AS a\nFROM a\nWORKDIR C:\\x\nWORKDIR y\n", ""),
            ("# escape=`\nFROM golang:nanoserver\nRUN --mount=target=C:\\src x\n", ""),
            ("FROM mcr.microsoft.com/windows/nanoserver\nWORKDIR app\n", "WorkdirRelativePath"),
            ("FROM corp/base\nWORKDIR app\n", "WorkdirRelativePath"),
            // Without the directive, the backslash is an escape character, so the path is `C:app`.
            ("FROM mcr.microsoft.com/windows/nanoserver\nWORKDIR C:\\app\n", "WorkdirRelativePath"),
            ("# escape=`\nFROM mcr.microsoft.com/windows/nanoserver\nWORKDIR D:\\x\n", ""),
            (
                "# escape=`\nFROM --platform=windows/amd64 a\nWORKDIR D:\\x\n",
                "FromPlatformFlagConstDisallowed WorkdirRelativePath error",
            ),
        ],
    );
}

#[test]
fn a_file_without_instructions_has_no_error() {
    judge(
        Language::Dockerfile,
        "Dockerfile",
        &[
            ("", ""),
            ("\n", ""),
            ("\n\n  \t\n", ""),
            ("\u{feff}", ""),
            ("# a note\n", ""),
            ("# a note", ""),
            ("# syntax=docker/dockerfile:1\n", ""),
            ("# escape=`\n# check=skip=all\n\n", ""),
            ("#", ""),
            ("\r\n# a\r\n", ""),
            ("   # indented\n", ""),
            ("ARG A\n", "error"),
        ],
    );
}

#[test]
fn a_template_has_no_errors() {
    judge(
        Language::Dockerfile,
        "Dockerfile",
        &[
            ("FROM {{ .Base }}\nEXPOSE {{ .Port }}\n", ""),
            ("{{#if x}}\nFROM a\n{{/if}}\n", ""),
            ("FROM <%= base %>\n<% ports.each do |p| %>\nEXPOSE <%= p %>\n<% end %>\n", ""),
            ("FROM @BASE@\nEXPOSE @PORT@\n", ""),
            ("FROM a\n{{ range .X }}\nRUN {{ . }}\n{{ end }}\nMAINTAINER b\n", "MaintainerDeprecated"),
            ("FROM a:{{VERSION}}\nCOPY --from=9 a b\n", ""),
            ("FROM a AS {{ name }}\n", ""),
            ("{% if a %}\nFROM {{ b }}\n{% endif %}\n", ""),
            ("FROM a\nBOGUS {{ x }}\n", ""),
            ("FROM @IMAGE@:@TAG@\nBOGUS\n", ""),
            // Quotes, heredocs and comments may contain anything.
            ("FROM a\nRUN docker inspect -f '{{.Id}}' x\nBOGUS\n", "error"),
            ("FROM a\n# {{ note }}\nBOGUS\n", "error"),
            ("FROM a\nRUN <<E\n{{ x }}\nE\nBOGUS\n", "error"),
            ("FROM a\nRUN npm i @a/b @c/d\nBOGUS\n", "error"),
        ],
    );
}
