-- Schema 1 of a .tertial file. Never edited once a file with it has been given away: a change is a new
-- migration. Amounts are whole öre, other figures decimal text, no data is NULL. No cascades: what is
-- deleted is deleted openly and logged.

CREATE TABLE setup (
    id TEXT PRIMARY KEY NOT NULL,
    board TEXT NOT NULL,
    municipality TEXT NOT NULL,
    direction_label TEXT NOT NULL,
    area_label TEXT NOT NULL,
    board_label TEXT NOT NULL,
    council_label TEXT NOT NULL,
    men_label TEXT NOT NULL,
    women_label TEXT NOT NULL,
    fund_ceiling TEXT NOT NULL,
    withdrawal_ceiling TEXT NOT NULL,
    funds_surplus_negative INTEGER NOT NULL
) STRICT;

CREATE TABLE status (
    id TEXT PRIMARY KEY NOT NULL,
    sort_key TEXT NOT NULL,
    name TEXT NOT NULL,
    rank INTEGER NOT NULL,
    shape TEXT NOT NULL
) STRICT;

CREATE TABLE period (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    title TEXT NOT NULL,
    cut_off TEXT NOT NULL,
    diary_number TEXT NOT NULL,
    signatory_name TEXT NOT NULL,
    signatory_title TEXT NOT NULL
) STRICT;

CREATE TABLE section (
    id TEXT PRIMARY KEY NOT NULL,
    parent_id TEXT REFERENCES section(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    table_first INTEGER NOT NULL,
    subject_id TEXT
) STRICT;

CREATE TABLE text (
    id TEXT PRIMARY KEY NOT NULL,
    owner_id TEXT NOT NULL,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    part TEXT NOT NULL,
    body TEXT NOT NULL,
    nothing_to_report INTEGER NOT NULL,
    needs_review INTEGER NOT NULL
) STRICT;

CREATE TABLE goal (
    id TEXT PRIMARY KEY NOT NULL,
    parent_id TEXT REFERENCES goal(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    level TEXT NOT NULL,
    title TEXT NOT NULL,
    ordinal INTEGER,
    owner TEXT NOT NULL
) STRICT;

CREATE TABLE goal_status (
    id TEXT PRIMARY KEY NOT NULL,
    goal_id TEXT NOT NULL REFERENCES goal(id) DEFERRABLE INITIALLY DEFERRED,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    status_id TEXT REFERENCES status(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE expected_result (
    id TEXT PRIMARY KEY NOT NULL,
    goal_id TEXT NOT NULL REFERENCES goal(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    "text" TEXT NOT NULL
) STRICT;

CREATE TABLE indicator (
    id TEXT PRIMARY KEY NOT NULL,
    goal_id TEXT NOT NULL REFERENCES goal(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    decimals INTEGER NOT NULL,
    direction TEXT NOT NULL,
    split_kind TEXT NOT NULL,
    period_length TEXT NOT NULL,
    running INTEGER NOT NULL,
    council_citywide INTEGER NOT NULL
) STRICT;

CREATE TABLE indicator_value (
    id TEXT PRIMARY KEY NOT NULL,
    indicator_id TEXT NOT NULL REFERENCES indicator(id) DEFERRABLE INITIALLY DEFERRED,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    outcome TEXT,
    men TEXT,
    women TEXT,
    last_year TEXT,
    forecast TEXT,
    target TEXT,
    target_words TEXT NOT NULL,
    council_target TEXT,
    council_target_words TEXT NOT NULL
) STRICT;

CREATE TABLE activity (
    id TEXT PRIMARY KEY NOT NULL,
    goal_id TEXT NOT NULL REFERENCES goal(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    name TEXT NOT NULL,
    "start" TEXT,
    "end" TEXT,
    owner TEXT NOT NULL
) STRICT;

CREATE TABLE activity_status (
    id TEXT PRIMARY KEY NOT NULL,
    activity_id TEXT NOT NULL REFERENCES activity(id) DEFERRABLE INITIALLY DEFERRED,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    state TEXT
) STRICT;

CREATE TABLE business_area (
    id TEXT PRIMARY KEY NOT NULL,
    parent_id TEXT REFERENCES business_area(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    partial INTEGER NOT NULL
) STRICT;

CREATE TABLE operating_budget (
    id TEXT PRIMARY KEY NOT NULL,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    side TEXT NOT NULL,
    budget INTEGER,
    requested INTEGER,
    change INTEGER,
    forecast INTEGER
) STRICT;

CREATE TABLE net_budget (
    id TEXT PRIMARY KEY NOT NULL,
    area_id TEXT NOT NULL REFERENCES business_area(id) DEFERRABLE INITIALLY DEFERRED,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    budget INTEGER,
    requested INTEGER,
    change INTEGER,
    forecast_before INTEGER,
    forecast_after INTEGER
) STRICT;

CREATE TABLE result_unit_group (
    id TEXT PRIMARY KEY NOT NULL,
    sort_key TEXT NOT NULL,
    name TEXT NOT NULL,
    area_id TEXT REFERENCES business_area(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE result_unit (
    id TEXT PRIMARY KEY NOT NULL,
    group_id TEXT NOT NULL REFERENCES result_unit_group(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE result_unit_value (
    id TEXT PRIMARY KEY NOT NULL,
    unit_id TEXT NOT NULL REFERENCES result_unit(id) DEFERRABLE INITIALLY DEFERRED,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    gross_budget INTEGER,
    opening INTEGER,
    result INTEGER,
    closing_override INTEGER,
    closing_reason TEXT NOT NULL
) STRICT;

CREATE TABLE investment (
    id TEXT PRIMARY KEY NOT NULL,
    sort_key TEXT NOT NULL,
    name TEXT NOT NULL,
    machines INTEGER NOT NULL
) STRICT;

CREATE TABLE investment_value (
    id TEXT PRIMARY KEY NOT NULL,
    investment_id TEXT NOT NULL REFERENCES investment(id) DEFERRABLE INITIALLY DEFERRED,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    budget INTEGER,
    requested INTEGER,
    forecast INTEGER
) STRICT;

CREATE TABLE planned_investment (
    id TEXT PRIMARY KEY NOT NULL,
    section_id TEXT NOT NULL REFERENCES section(id) DEFERRABLE INITIALLY DEFERRED,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    amount INTEGER,
    "text" TEXT NOT NULL
) STRICT;

CREATE TABLE turnover_change (
    id TEXT PRIMARY KEY NOT NULL,
    area_id TEXT NOT NULL REFERENCES business_area(id) DEFERRABLE INITIALLY DEFERRED,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    costs INTEGER,
    revenues INTEGER,
    label TEXT NOT NULL
) STRICT;

CREATE TABLE budget_adjustment (
    id TEXT PRIMARY KEY NOT NULL,
    section_id TEXT NOT NULL REFERENCES section(id) DEFERRABLE INITIALLY DEFERRED,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    amount INTEGER,
    "text" TEXT NOT NULL
) STRICT;

CREATE TABLE competence_fund (
    id TEXT PRIMARY KEY NOT NULL,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    "text" TEXT NOT NULL,
    unit TEXT NOT NULL,
    amount INTEGER
) STRICT;

CREATE TABLE stated_total (
    id TEXT PRIMARY KEY NOT NULL,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    "table" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    amount INTEGER NOT NULL,
    computed INTEGER NOT NULL
) STRICT;

CREATE TABLE decision (
    id TEXT PRIMARY KEY NOT NULL,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    "text" TEXT NOT NULL,
    subject_id TEXT,
    amount INTEGER,
    old_target TEXT,
    new_target TEXT
) STRICT;

-- One row per edit, undo or redo ("undoes" or "redoes" the named one), and what it touched.
CREATE TABLE edit_log (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject INTEGER REFERENCES edit_log(id),
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;

CREATE TABLE change_log (
    seq INTEGER PRIMARY KEY,
    edit_id INTEGER NOT NULL REFERENCES edit_log(id),
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    operation TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT,
    new TEXT
) STRICT;

CREATE INDEX change_log_edit ON change_log(edit_id);

-- What a working copy knows of the file it was made from; empty in a published file.
CREATE TABLE working_copy (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;
