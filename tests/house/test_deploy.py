"""What is deployed: the image, compose, systemd and Kubernetes name only what there is, and run it with as few rights as they can."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from pydantic import SecretStr
from typer.main import get_command

from bot import metrics
from bot.app import command
from bot.config import Config
from bot.health import Health
from bot.ops.collector import Looks

if TYPE_CHECKING:
    from prometheus_client import Metric

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
SETTINGS = {str(field.validation_alias): field for field in Config.model_fields.values()}
SECRETS = {name for name, field in SETTINGS.items() if SecretStr in getattr(field.annotation, "__args__", ())}
# These hold a password as a part of an address.
SECRETS |= {"FUWAKE_DATABASE_URL", "FUWAKE_CACHE_URL"}
FOREIGN = {"TZ", "PATH", "HOME", "LANG", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
# Licences that would bind what is distributed with the package itself; LGPL and MPL do not.
STRONG = re.compile(r"(?<!L)\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)


def known(name: str) -> bool:
    """Whether a setting, or the file of one, is called so."""
    return name in FOREIGN or name.removesuffix("_FILE") in SETTINGS


def instructions(path: Path = DEPLOY / "Dockerfile") -> list[tuple[str, str]]:
    """The Dockerfile's instructions, continued lines joined."""
    text = re.sub(r"(?m)^\s*#.*\n", "", path.read_text(encoding="utf-8")).replace("\\\n", " ")
    return [
        (word.upper(), rest.strip()) for word, _, rest in (line.partition(" ") for line in text.splitlines()) if word
    ]


def documents(path: Path) -> list[dict[str, Any]]:
    return [each for each in yaml.safe_load_all(path.read_text(encoding="utf-8")) if each]


def container(name: str = "fuwake") -> dict[str, Any]:
    """The bot's container in Kubernetes."""
    pod = documents(KUBERNETES / "deployment.yaml")[0]["spec"]["template"]["spec"]
    found: dict[str, Any] = next(each for each in pod["containers"] if each["name"] == name)
    return found


def unit(name: str) -> list[tuple[str, str]]:
    """The lines of a unit, names and values."""
    lines = DEPLOY.joinpath("systemd", name).read_text(encoding="utf-8").splitlines()
    return [
        (key, value) for key, found, value in (line.partition("=") for line in lines) if found and key[0] not in "#["
    ]


def test_the_image_is_built_from_pinned_things_alone() -> None:
    """One base, named by its version; nothing fetched by ADD; packages by their hashes; no apt lists left."""
    found = instructions()
    bases = {rest.split()[0] for word, rest in found if word == "FROM"}
    runs = [rest for word, rest in found if word == "RUN"]
    installs = [one for run in runs for one in run.split("&&") if "pip install" in one]

    assert bases == {"python:${PYTHON}"}
    assert ("ARG", "PYTHON=3.13-slim-trixie") in found
    assert {word for word, _ in found} & {"ADD", "MAINTAINER", "SHELL"} == set()
    assert [one for one in installs if "--require-hashes" not in one and "--no-index" not in one] == []
    assert [run for run in runs if "apt-get" in run and "rm -rf /var/lib/apt/lists" not in run] == []


def test_the_image_has_no_secrets_and_no_root() -> None:
    """It runs as a user with a number, and no layer holds a secret."""
    found = instructions()
    users = [rest for word, rest in found if word == "USER"]
    given = [name for word, rest in found if word in {"ENV", "ARG"} for name in re.findall(r"([A-Z_]+)=", rest)]

    assert users == ["10001:10001"]
    assert set(given) & (SECRETS | {f"{name}_FILE" for name in SECRETS}) == set()
    assert [name for name in given if name.startswith(("FUWAKE_", "SLACK_")) and not known(name)] == []


def test_the_image_copies_what_there_is() -> None:
    """Every source stands in this tree and is not kept out by .dockerignore; secrets and data are."""
    sources = [
        source
        for word, rest in instructions()
        if word == "COPY" and "--from" not in rest
        for source in rest.split()[:-1]
    ]
    ignored = [
        line for line in ROOT.joinpath(".dockerignore").read_text("utf-8").splitlines() if line[:1] not in {"", "#"}
    ]
    let_in = [line[1:] for line in ignored if line.startswith("!")]

    assert sources
    assert [source for source in sources if not ROOT.joinpath(source).exists()] == []
    assert [source for source in sources if source not in let_in] == []
    assert ignored[0] == "*"
    assert all(
        any(fnmatch(name, rule) for rule in ignored[1:]) for name in ("bot/.env", "bot/__pycache__", "bot/secrets")
    )


def test_the_image_says_what_it_is_and_how_it_is() -> None:
    """Its label tells the version, its health check and its command are ours."""
    found = dict(instructions())
    version = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]["version"]
    commands = get_command(command).commands  # type: ignore[attr-defined]

    assert f'org.opencontainers.image.version="{version}"' in found["LABEL"]
    assert json.loads(found["HEALTHCHECK"].partition("CMD ")[2]) == ["fuwake", "health"]
    assert json.loads(found["CMD"]) == ["fuwake", "run"]
    assert {"health", "run"} <= set(commands)
    assert found["STOPSIGNAL"] == "SIGTERM"


@pytest.mark.parametrize("name", ["fuwake", "database", "cache"])
def test_compose_gives_few_rights(name: str) -> None:
    """Each service cannot write its root, has no capabilities, gains none, and has limits and a health check."""
    service = documents(DEPLOY / "compose.yaml")[0]["services"][name]

    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert service["healthcheck"]["test"][0] == "CMD"
    assert service["restart"] == "unless-stopped"
    assert ":" in service["image"]
    assert "latest" not in service["image"]
    assert "ports" not in service


def test_compose_hands_secrets_over_as_files() -> None:
    """No secret stands in a file of ours; each that is used is declared; each setting exists."""
    whole = documents(DEPLOY / "compose.yaml")[0]
    mail = documents(DEPLOY / "compose.mail.yaml")[0]
    bot = whole["services"]["fuwake"]
    given = bot["environment"] | mail["services"]["fuwake"]["environment"]
    declared = whole["secrets"] | mail["secrets"]
    used = {
        each for one in (*whole["services"].values(), mail["services"]["fuwake"]) for each in one.get("secrets", [])
    }
    named = {str(value).rpartition("/")[2] for value in given.values() if str(value).startswith("/run/secrets/")}

    assert [name for name in given if not known(name)] == []
    assert set(given) & SECRETS == set()
    assert used == set(declared)
    assert named == used - {"database_password"}
    assert all(declared[name] == {"file": f"secrets/{name}"} for name in declared)
    assert whole["networks"]["inside"] == {"internal": True}
    assert set(whole["volumes"]) == {"data", "database"}
    assert (bot["stop_grace_period"], bot["depends_on"]["database"]["condition"]) == ("45s", "service_healthy")


def test_git_does_not_keep_what_compose_needs() -> None:
    """The secrets and the settings of this machine stay out of the repository."""
    ignored = ROOT.joinpath(".gitignore").read_text(encoding="utf-8").splitlines()

    assert {"deploy/secrets/", "deploy/fuwake.env"} <= set(ignored)


@pytest.mark.parametrize("name", ["fuwake.service", "fuwake@.service", "fuwake-data.service"])
def test_a_unit_is_shut_in(name: str) -> None:
    """What `systemd-analyze security` counts most stands in each, and the settings that it gives exist."""
    lines = unit(name)
    given = [word.partition("=")[0] for key, value in lines if key == "Environment" for word in shlex.split(value)]

    wanted = ("NoNewPrivileges", "PrivateDevices", "PrivateTmp", "PrivateUsers", "ProtectHome", "RestrictNamespaces")
    assert [key for key in wanted if (key, "yes") not in lines] == []
    assert {("ProtectSystem", "strict"), ("CapabilityBoundingSet", ""), ("User", "fuwake"), ("UMask", "0077")} <= set(
        lines
    )
    assert ("SystemCallFilter", "@system-service") in lines
    assert [each for each in given if not known(each)] == []


def test_one_of_several_differs_in_little() -> None:
    """fuwake@.service is fuwake.service but for its name and its port."""
    one, several = unit("fuwake.service"), unit("fuwake@.service")
    apart = [(mine, other) for mine, other in zip(one, several, strict=True) if mine != other]

    assert [mine[0] for mine, _ in apart] == ["Description", "Environment"]
    assert apart[1][1][1] == apart[1][0][1].replace("9464", "946%i")


def test_every_secret_can_be_a_credential() -> None:
    """secrets.conf has a pair of lines for each secret setting, and both name the same file."""
    text = DEPLOY.joinpath("systemd/secrets.conf").read_text(encoding="utf-8")
    pairs = re.findall(r"^#?LoadCredential=(\w+):(\S+)\n#?Environment=(\w+)=%d/(\w+)$", text, re.MULTILINE)

    assert len(pairs) == text.count("LoadCredential=") - 1  # one stands in a sentence
    assert all(given == credential for credential, _, _, given in pairs)
    assert all(
        (path, setting) == (f"/etc/fuwake/secrets/{credential}", f"{credential}_FILE")
        for credential, path, setting, _ in pairs
        if credential != "FUWAKE_OAUTH_SERVICE_ACCOUNT"
    )
    assert {credential for credential, *_ in pairs} == SECRETS | {"FUWAKE_OAUTH_SERVICE_ACCOUNT"}


def test_kubernetes_restricts_the_pod() -> None:
    """The profile "restricted" of the Pod Security Standards, a root that cannot be written, and no account of the cluster."""
    pod = documents(KUBERNETES / "deployment.yaml")[0]["spec"]["template"]["spec"]

    assert pod["securityContext"] | {"fsGroup": 10001} == {
        "runAsNonRoot": True,
        "runAsUser": 10001,
        "runAsGroup": 10001,
        "fsGroup": 10001,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    assert container()["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert (pod["automountServiceAccountToken"], pod["enableServiceLinks"]) == (False, False)
    assert pod["terminationGracePeriodSeconds"] == 45
    assert (
        documents(KUBERNETES / "namespace.yaml")[0]["metadata"]["labels"]["pod-security.kubernetes.io/enforce"]
        == "restricted"
    )


def test_kubernetes_asks_the_bot_itself() -> None:
    """The probes ask what the bot serves, on the port that the image sets."""
    probes = {name: container()[f"{name}Probe"]["httpGet"] for name in ("startup", "liveness", "readiness")}
    server = ROOT.joinpath("bot/ops/server.py").read_text(encoding="utf-8")

    assert {name: each["path"] for name, each in probes.items()} == {
        "startup": "/healthz",
        "liveness": "/healthz",
        "readiness": "/readyz",
    }
    assert all(f'"{each["path"]}"' in server and each["port"] == "ops" for each in probes.values())
    assert {"name": "ops", "containerPort": 9464} in container()["ports"]
    assert "FUWAKE_OPS_PORT=9464" in dict(instructions())["ENV"]
    assert {"name": "FUWAKE_OPS_HOST", "value": "0.0.0.0"} in container()["env"]


def test_kubernetes_names_settings_that_exist() -> None:
    """In the deployment, in each component, and in the file of settings; every secret is a file called as its setting."""
    patches = [documents(path)[0].get("patches", []) for path in KUBERNETES.glob("components/*/kustomization.yaml")]
    patched = [yaml.safe_load(each["patch"])["spec"]["template"]["spec"] for group in patches for each in group]
    given = [
        *container()["env"],
        *(
            env
            for pod in patched
            for one in (*pod.get("containers", []), *pod.get("initContainers", []))
            for env in one.get("env", [])
        ),
    ]
    plain = re.findall(r"^(\w+)=", KUBERNETES.joinpath("fuwake.env").read_text("utf-8"), re.MULTILINE)

    assert [each["name"] for each in given if not known(each["name"])] == []
    assert [name for name in plain if not known(name) or name in SECRETS] == []
    assert all(
        each["value"] == f"/etc/fuwake/secrets/{each['name'].removesuffix('_FILE')}"
        for each in given
        if each["name"].endswith("_FILE") and "value" in each
    )


@pytest.mark.parametrize("path", sorted(KUBERNETES.rglob("kustomization.yaml")), ids=lambda path: path.parent.name)
def test_kustomize_names_files_that_exist(path: Path) -> None:
    """Every resource that is named is there, and every manifest is named."""
    found = documents(path)[0]
    named = set(found.get("resources", []))

    assert named == {each.name for each in path.parent.glob("*.yaml")} - {"kustomization.yaml"}
    assert all(
        path.parent.joinpath(each).exists() for one in found.get("configMapGenerator", []) for each in one["envs"]
    )


def test_alerts_ask_for_metrics_that_there_are() -> None:
    """Every metric in a rule is one that the bot serves, under that very name."""
    rules = [rule for group in documents(DEPLOY / "prometheus-rules.yaml")[0]["groups"] for rule in group["rules"]]
    asked = {name for rule in rules for name in re.findall(r"\bfuwake_\w+", rule["expr"])}

    assert len({rule["alert"] for rule in rules}) == len(rules)
    assert asked <= served_metrics()
    assert all({"severity"} == set(rule["labels"]) and rule["annotations"]["summary"] for rule in rules)


def served_metrics() -> set[str]:
    """All names of series that a process may serve."""
    health = Health(lambda: None)
    health.line.hear()
    looked = Looks(health, _counts).collect()
    return {name for family in (*metrics.REGISTRY.collect(), *looked) for name in _series(family)}


def _series(family: Metric) -> set[str]:
    endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "info": ("_info",)}
    return {family.name + ending for ending in endings.get(family.type, ("",))}


def _counts() -> Any:
    from bot.job_counts import JobCounts

    return JobCounts(*(0 for _ in JobCounts.__dataclass_fields__))


def test_no_package_binds_us() -> None:
    """No package that Fuwake runs on is under the GPL or the AGPL."""
    pinned = re.findall(
        r"^([A-Za-z0-9._-]+)==", ROOT.joinpath("requirements/runtime.txt").read_text("utf-8"), re.MULTILINE
    )
    told = {name: licences(name) for name in pinned if installed(name)}

    assert len(told) > 60
    assert [name for name, found in told.items() if not found] == []
    assert {name: found for name, found in told.items() if STRONG.search(" ".join(found))} == {}


def installed(name: str) -> bool:
    """A package for another system or Python is not."""
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def licences(name: str) -> list[str]:
    """What a package says of its licence: the expression, else the classifiers, else the first words of the licence's text."""
    about = metadata.metadata(name)
    if expression := about.get("License-Expression"):
        return [expression]
    classified = [each for each in about.get_all("Classifier", []) if each.startswith("License :: OSI Approved :: ")]
    return [each.rpartition(" :: ")[2] for each in classified] or [
        each for each in (about.get("License"), text(name)) if each
    ]


def text(name: str) -> str:
    """The beginning of the licence that a package brings, empty when it brings none."""
    brought = [file for file in metadata.files(name) or () if re.match(r"(COPYING|LICEN[SC]E)", file.name)]
    return " ".join(brought[0].read_text(encoding="utf-8").split())[:400] if brought else ""
