"""Downloads as USDA publishes them, in small: our own foods in the same form."""

import csv
import zipfile
from xml.sax.saxutils import escape

from cli.food_table.columns import FNDDS_NUTRIENTS, FPED_GROUPS, SR28_NUTRIENTS

FOOD_COLUMNS = ["Food code", "Main food description"]
CATEGORY_COLUMNS = ["WWEIA Category number", "WWEIA Category description"]
TITLE = "{}\n{} Food and Nutrient Database for Dietary Studies - At A Glance        "
EXPLAINED = [["Variable", "Description"], ["Food code", "Unique 8-digit identification number"]]

MILK, STEW, OAT_DRINK, BAR = 10000001, 20000002, 30000003, 50000005
CATEGORIES = {
    "2017-2018": {MILK: [1002, "Milk, whole"], STEW: [3802, "Soups"], BAR: [5702, "Candy"]},
    "2021-2023": {MILK: [1002, "Milk, whole"], STEW: [3804, "Soups, broth-based"]},
}
CATEGORIES["2021-2023"][OAT_DRINK] = [1902, "Plant-based milk"]
NAMES = {
    MILK: ["Milk of ours", "moo juice; leche de casa"],
    STEW: ["Stew with barley", ""],
    OAT_DRINK: ["Oat drink of ours", ""],
    BAR: ["Candy bar of ours", ""],
}
ENERGY_KCAL = {"2017-2018": {MILK: 60, STEW: 75, BAR: 450}, "2021-2023": {MILK: 61, STEW: 70}}
ENERGY_KCAL["2021-2023"][OAT_DRINK] = 45


def foods_sheet(year):
    header = [*FOOD_COLUMNS, "Additional food description", *CATEGORY_COLUMNS]
    return [header, *([c, *NAMES[c], *about] for c, about in CATEGORIES[year].items())]


def nutrients_sheet(year):
    """Energy as listed, protein unknown, every other nutrient the number of its column."""
    columns = [name.replace("total (g)", "total\n(g)").title() for name in FNDDS_NUTRIENTS]
    rows = [
        [c, NAMES[c][0], *about, ENERGY_KCAL[year][c], "", *range(3, len(columns) + 1)]
        for c, about in CATEGORIES[year].items()
    ]
    return [[*FOOD_COLUMNS, *CATEGORY_COLUMNS, *columns], *rows]


def portions_sheet(year):
    is_old = year == "2017-2018"
    subcode = ["Subcode", "Subcode description"] if is_old else []
    header = [*FOOD_COLUMNS, *subcode, *CATEGORY_COLUMNS, "Seq num", "Portion description"]
    rows = [[*header, "Portion weight\n(g)"]]
    portions = [(MILK, "", 1, "1 cup", 244), (MILK, "", 2, "Quantity not specified", 200)]
    portions += [(STEW, "", 1, "1 cup", 250), (STEW, "", 2, "1 bowl, small", 300)]
    if is_old:
        portions += [(BAR, "", 1, "Quantity not specified", -9)]
        portions += [(BAR, "Zorgle Bar", 1, "1 bar", 40)]
        portions += [(BAR, "Zorgle Bar", 2, "Quantity not specified", 40)]
    else:
        portions += [(OAT_DRINK, "", 1, "1 fl oz", 30.5)]
    for code, brand, *portion in portions:
        known = [1000230 if brand else "", brand] if is_old else []
        rows.append([code, NAMES[code][0], *known, *CATEGORIES[year][code], *portion])
    return rows


def ingredients_sheet(year):
    header = [*FOOD_COLUMNS, *CATEGORY_COLUMNS, "Seq num", "Ingredient code"]
    header += ["Ingredient description", "Ingredient weight (g)", "Retention code"]
    header += ["Moisture change (%)"]
    stew = [STEW, NAMES[STEW][0], *CATEGORIES[year][STEW]]
    return [
        header,
        [*stew, 1, 9001, "Barley, pearled, our own", 60, 101, -5],
        [*stew, 2, MILK, "Milk of ours", 40, 0, -5],
        [*stew, 3, 123456, "Spice nobody lists", 1, 0, -5],
    ]


def groups_sheet(year):
    columns = [name.upper().replace("(CUP EQ.)", "(cup eq.)") for name in FPED_GROUPS]
    amounts = {MILK: 0.41, STEW: 0, BAR: 0, OAT_DRINK: 0}
    rows = []
    for code in CATEGORIES[year]:
        groups = dict.fromkeys(FPED_GROUPS, 0) | {"d_total (cup eq.)": amounts[code]}
        groups["add_sugars (tsp. eq.)"] = 10 if code == BAR else 0
        rows.append([code, NAMES[code][0], *groups.values()])
    return [["FOODCODE", "DESCRIPTION", *columns], *rows]


SHEETS = {
    "Food and Beverages": foods_sheet,
    "FNDDS Nutrient Values": nutrients_sheet,
    "Portions and Weights": portions_sheet,
}


def put_workbooks(folder, year, *, changed=None, with_ingredients=True):
    """Write a release's workbooks; `changed` replaces the rows of a sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    sheets = {name: rows_of(year) for name, rows_of in SHEETS.items()}
    if with_ingredients and year == "2021-2023":
        sheets["FNDDS Ingredients"] = ingredients_sheet(year)
    for name, rows in (sheets | (changed or {})).items():
        titled = [[TITLE.format(name, year)], *rows]
        file = folder / f"{year} FNDDS At A Glance - {name}.xlsx"
        put_workbook(file, {name: titled, "Variable Descriptions": EXPLAINED})
    return folder


def put_csv(folder, year, *, changed=None):
    """Write the same release as CSV files, which carry no title."""
    folder.mkdir(parents=True, exist_ok=True)
    sheets = {name: rows_of(year) for name, rows_of in SHEETS.items()} | (changed or {})
    if year == "2021-2023":
        sheets |= {"FNDDS Ingredients": ingredients_sheet(year)}
    for number, rows in enumerate(sheets.values()):
        put_rows(folder / f"table{number}.csv", rows)
    return folder


def put_groups(folder, year):
    folder.mkdir(parents=True, exist_ok=True)
    put_rows(folder / "groups.csv", groups_sheet(year))
    return folder


def put_rows(file, rows):
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([" ".join(str(c).split()) for c in row] for row in rows)


def put_sr28(folder):
    """Write Standard Reference files: barley with a measure, and a food FOOD_DES leaves out."""
    folder.mkdir(parents=True, exist_ok=True)
    known = "^".join(map(str, range(1, len(SR28_NUTRIENTS) + 1)))
    unknown = "^" * (len(SR28_NUTRIENTS) - 1)
    names = "~Barley, pearled, our own~^~BARLEY,PEARLED~^~pearl barley, café barley~"
    lines = {
        "ABBREV": [
            f"~09001~^~BARLEY,PEARLED,OUR OWN~^{known}^200^~1 cup~^^~~^12",
            f"~09002~^~ROOT,OUR OWN~^{unknown}^^~~^^~~^",
        ],
        "FOOD_DES": [f"~09001~^~2000~^{names}^~~^~Y~^~~^12^~~^^^^"],
        "WEIGHT": ["~09001~^1^1^~cup~^200^^", '~09001~^2^.5^~cup (1/2" deep)~^100^^'],
        "FD_GROUP": ["~2000~^~Cereal Grains and Pasta~"],
        "NUTR_DEF": ["~203~^~g~^~PROCNT~^~Protein~^~2~^~600~"],
    }
    for name, rows in lines.items():
        text = "".join(f"{row}\r\n" for row in rows)
        (folder / f"{name}.txt").write_bytes(text.encode("cp1252"))
    (folder / "empty.txt").touch()
    return folder


def put_sr28_csv(folder):
    """Write joins of the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    amounts = list(range(1, len(SR28_NUTRIENTS) + 1))
    columns = ["NDB_No", "Long_Desc", "Food_Group", "Common_Name", *SR28_NUTRIENTS, "Refuse_Pct"]
    barley = ["09001", "Barley, pearled, our own", "Cereal Grains and Pasta"]
    barley += ["pearl barley, café barley", *amounts, 12]
    root = ["09002", "Root, our own", "", "", *[""] * len(amounts), ""]
    put_rows(folder / "foods.csv", [columns, barley, root])
    measures = [["NDB_No", "Seq", "Amount", "Measure", "Grams"], ["09001", 1, 1, "cup", 200]]
    put_rows(folder / "portions.csv", [*measures, ["09001", 2, ".5", 'cup (1/2" deep)', 100]])
    return folder


def put_workbook(file, sheets):
    """Write an Excel workbook: text inline, numbers as numbers."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    numbered = list(enumerate(sheets.items(), start=1))
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in numbered
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{related}</Relationships>',
    }
    for n, (_, rows) in numbered:
        body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
        sheet = f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{n}.xml"] = sheet
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)


def _cell(value):
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"
