//! Frontends, labs features, and syntax that only Podman and Buildah support.

use candor::languages::Language;

use super::judge;

#[test]
fn files_of_other_frontends_are_not_judged() {
    let table = [
        "# syntax=edrevo/dockerfile-plus\nFROM a\nINCLUDE+ b\n",
        "# syntax=devthefuture/dockerfile-x\nINCLUDE ./base\nFROM ./other#stage\n",
        "# syntax=devthefuture/dockerfile-x:1.4\nFROM Upper\n",
        "#syntax=corp.example/frontend:1\napiVersion: v1\n",
        "# syntax = ghcr.io/corp/x@sha256:ab\nBOGUS\n",
        "#   SYNTAX=corp/x extra words\nBOGUS\n",
        "#!/usr/bin/env docker\n# syntax=corp/x\nBOGUS\n",
        "# escape=`\n# syntax=corp/x\nBOGUS\n",
        "# check=skip=all\n# syntax=corp/x\nBOGUS\n",
        "//syntax=corp/x\nBOGUS\n",
        "// syntax = corp/x\nBOGUS\n",
        "{\"syntax\": \"corp/x\", \"a\": [1]}\n",
        "{\n  \"a\": { \"syntax\": 1 },\n  \"syntax\": \"corp/x\"\n}\n",
        "# syntax=docker/dockerfile-x\nBOGUS\n",
        "# syntax=my/dockerfile:1\nBOGUS\n",
        "# syntax=localhost:5000/frontend\nBOGUS\n",
    ];
    judge(Language::Dockerfile, "Dockerfile", &table.map(|text| (text, "")));
}

#[test]
fn docker_s_own_frontend_is_known_by_every_registry() {
    let table = [
        "# syntax=docker/dockerfile:1\nFROM a\nBOGUS\n",
        "# syntax=docker.io/docker/dockerfile:1.7-labs\nFROM a\nBOGUS\n",
        "# syntax=mirror.example:5000/docker/dockerfile\nFROM a\nBOGUS\n",
        "# syntax=mirror.example/hub/docker/dockerfile-upstream:master\nFROM a\nBOGUS\n",
        "# syntax=docker/dockerfile@sha256:ab\nFROM a\nBOGUS\n",
        "# syntax=docker/dockerfile:1 word\nFROM a\nINCLUDE x\n",
        // None of these is a directive.
        "# note\n# syntax=corp/x\nFROM a\nBOGUS\n",
        "FROM a\n# syntax=corp/x\nBOGUS\n",
        "\n# syntax=corp/x\nFROM a\nBOGUS\n",
        " # syntax=corp/x\nFROM a\nBOGUS\n",
        "# syntaxes=corp/x\nFROM a\nBOGUS\n",
        "# syntax=\nFROM a\nBOGUS\n",
        "# syntax corp/x\nFROM a\nBOGUS\n",
    ];
    judge(Language::Dockerfile, "Dockerfile", &table.map(|text| (text, "error")));
}

#[test]
fn instructions_of_other_frontends_ask_for_a_directive() {
    judge(
        Language::Dockerfile,
        "Dockerfile",
        &[
            ("INCLUDE ./base\n", "warning"),
            ("FROM a\nINCLUDE+ b\n", "warning"),
            ("ARG A\nINCLUDE b\nCOPY x\n", "warning"),
            ("FROM a\ninclude ./b\nINCLUDE c\n", "warning warning"),
            ("FROM a\nRUN INCLUDE\n", ""),
            ("FROM a\nINCLUD x\n", "error"),
        ],
    );
}

#[test]
fn devices_are_valid_in_every_version_of_the_frontend_of_docker() {
    for syntax in ["# a", "# syntax=docker/dockerfile:1", "# syntax=docker/dockerfile:labs"] {
        let text = format!("{syntax}\nFROM a\nRUN --device=vendor.example/gpu=all make\n");
        judge(Language::Dockerfile, "Dockerfile", &[(&text, "")]);
    }
}

#[test]
fn extensions_of_podman_are_valid_in_a_containerfile_only() {
    let table = [
        "FROM a\nRUN --mount=type=bind,source=a,target=/a,relabel=shared x\n",
        "FROM a\nRUN --mount=type=bind,source=a,target=/a,z x\n",
        "FROM a\nRUN --mount=type=bind,source=a,target=/a,Z,U=true x\n",
        "FROM a\nRUN --mount=type=cache,target=/a,bind-propagation=rshared x\n",
        "FROM a\nRUN --mount=type=tmpfs,target=/a,tmpfs-size=1g,notmpcopyup x\n",
        "FROM oci-archive:./out.ociarchive\n",
        "FROM docker-archive:./a.tar\n",
        "FROM dir:/srv/Image\n",
        "FROM oci:/srv/Layout:tag\n",
        "FROM containers-storage:localhost/A\n",
        "ARG N=a\nFROM a\nCOPY --from=$N a b\n",
        "ARG N=a\nFROM a\nRUN --mount=type=bind,from=$N,target=/x y\n",
        "FROM a AS arm/v7\nFROM arm/v7\n",
    ];
    for name in ["Containerfile", "Containerfile.dev", "app.containerfile"] {
        for text in table {
            let found = super::findings(Language::Dockerfile, name, text, &super::Folder::default());
            assert!(!found.contains("error"), "{name}: {found} in {text}");
        }
    }
    for text in table {
        let found = super::findings(Language::Dockerfile, "Dockerfile", text, &super::Folder::default());
        assert!(found.contains("error"), "no error in {text}");
    }
    judge(
        Language::Dockerfile,
        "Containerfile",
        &[("FROM a\nBOGUS\n", "error"), ("FROM a\nEXPOSE x\n", "error"), ("FROM a\nRUN --mount=nope=1 x\n", "error")],
    );
}
