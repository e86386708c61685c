"""Settings come from WENMAI_ variables, fail by name, and agree with the README."""

from pathlib import Path

import pytest

from api.settings import Settings, SettingsError, settings_table, unknown_variables

ROOT = Path(__file__).parent.parent.parent


def test_values_are_parsed_and_the_rest_keeps_its_default() -> None:
    settings = Settings.from_environment({"WENMAI_PORT": "9", "WENMAI_CYPHER": "yes", "WENMAI_HOME": "/x", "PATH": "p"})
    assert (settings.port, settings.cypher, settings.home) == (9, True, Path("/x"))
    assert settings.host == "127.0.0.1"


def test_an_empty_value_counts_as_absent() -> None:
    assert Settings.from_environment({"WENMAI_PORT": " "}).port == 8000


@pytest.mark.parametrize(
    ("name", "value"), [("WENMAI_PORT", "70000"), ("WENMAI_WORKERS", "0"), ("WENMAI_CYPHER", "maybe")]
)
def test_a_bad_value_fails_with_its_name_and_value(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}='{value}'"):
        Settings.from_environment({name: value})


def test_secrets_stay_out_of_the_representation() -> None:
    settings = Settings.from_environment({"WENMAI_NEO4J_PASSWORD": "hush", "WENMAI_LLM_KEY": "hush"})
    assert settings.neo4j_password == "hush"
    assert "hush" not in repr(settings)


def test_a_misspelt_variable_is_named() -> None:
    assert unknown_variables({"WENMAI_PROT": "1", "WENMAI_PORT": "1", "WENMAI_TEST_NEO4J_URI": "x"}) == ["WENMAI_PROT"]


def test_the_readme_lists_the_settings_as_they_are() -> None:
    assert settings_table() in (ROOT / "README.md").read_text(encoding="utf-8")
