"""The gazetteer's tables: no duplicates, no conflicts."""

import re
from collections import Counter

from graph.extraction.body_tables import load_bodies, read_rows, read_table


def test_no_printed_form_means_two_central_bodies() -> None:
    table = read_table("central.toml")
    forms = [
        form for group in ("party", "state", "mass") for name, row in table[group].items() for form in (name, *row)
    ]
    assert [form for form, count in Counter(forms).items() if count > 1] == []
    assert set(table["weak"]["forms"]) <= set(forms)


def test_no_printed_form_means_two_firms_or_institutions() -> None:
    forms = [
        form
        for table in ("enterprises.tsv", "institutions.tsv")
        for name, *cells in read_rows(table)
        for form in (name, *(f for cell in cells for f in cell.split(",") if f))
    ]
    assert [form for form, count in Counter(forms).items() if count > 1] == []


def test_every_template_has_its_region_and_every_bare_form_a_template() -> None:
    tables = load_bodies()
    templates = [form.template for form in tables.single.values()]
    templates += [form.template for word in tables.regional.words() if (form := tables.regional.get(word))]
    assert all({"{r}", "{s}", "{d}"} & set(re.findall(r"\{.\}", template)) for template in templates)
    assert tables.single["委"].template == "中共{r}委员会"


def test_stems_of_departments_have_one_full_name() -> None:
    departments = read_table("bodies.toml")["departments"]
    stems = [stem for name, row in departments.items() for stem in (name, *row["forms"])]
    doubles = {stem for stem, count in Counter(stems).items() if count > 1}
    assert doubles == set()
