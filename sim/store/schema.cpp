#include "store/schema.hpp"

#include <fmt/format.h>

namespace acqsim::store {

// The comments are part of the stored schema: who opens a study with another tool reads them there.
std::string schema_sql() {
  return fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kApplicationId,
                     kSchemaVersion) +
         R"sql(
CREATE TABLE manifest (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE points (
  point INTEGER PRIMARY KEY,
  scenario_hash TEXT NOT NULL,  -- sha256 of the resolved scenario
  seed INTEGER NOT NULL,
  version TEXT NOT NULL,        -- of the program
  status TEXT NOT NULL,         -- running, precise, complete, capped, all_failed, interrupted
  UNIQUE (scenario_hash, seed, version)
);

CREATE TABLE replications (
  point INTEGER NOT NULL REFERENCES points,
  replication INTEGER NOT NULL,  -- from zero, without gaps
  status TEXT NOT NULL,          -- ok, failed
  message TEXT,                  -- of a failed one
  events INTEGER,                -- of the kernel
  path_hash TEXT,                -- of times, kinds and ids of all events
  draws INTEGER,                 -- random numbers
  PRIMARY KEY (point, replication)
) WITHOUT ROWID;

CREATE TABLE measure_columns (
  id INTEGER PRIMARY KEY,
  measure TEXT NOT NULL,
  labels TEXT NOT NULL,  -- JSON: labels->>'vendor'
  unit TEXT NOT NULL,
  meaning TEXT NOT NULL,
  UNIQUE (measure, labels)
);

CREATE TABLE question_columns (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  question TEXT NOT NULL,
  clock TEXT NOT NULL,       -- when it is settled; empty: at the scenario's end
  expectation TEXT NOT NULL  -- of its frequency; empty: none
);

CREATE TABLE measures (
  point INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  measure INTEGER NOT NULL REFERENCES measure_columns,
  value REAL,  -- in the measure's unit; null: no data
  PRIMARY KEY (point, replication, measure)
) WITHOUT ROWID;

CREATE TABLE outcomes (
  point INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  question INTEGER NOT NULL REFERENCES question_columns,
  answer INTEGER,  -- 1 yes, 0 no, null no data
  PRIMARY KEY (point, replication, question)
) WITHOUT ROWID;

CREATE VIEW measure_values AS
  SELECT point, replication, c.measure AS measure, labels, unit, value
  FROM measures JOIN measure_columns AS c ON c.id = measures.measure;

CREATE VIEW outcome_values AS
  SELECT point, replication, c.name AS outcome, answer
  FROM outcomes JOIN question_columns AS c ON c.id = outcomes.question;

CREATE VIEW measure_means AS
  SELECT point, c.measure AS measure, labels, unit, avg(value) AS mean,
         count(value) AS n, count(*) - count(value) AS no_data
  FROM measures JOIN measure_columns AS c ON c.id = measures.measure
  GROUP BY point, c.id;

CREATE VIEW outcome_frequencies AS
  SELECT point, c.name AS outcome, c.question AS question, avg(answer) AS frequency,
         count(answer) AS n, count(*) - count(answer) AS no_data
  FROM outcomes JOIN question_columns AS c ON c.id = outcomes.question
  GROUP BY point, c.id;
)sql";
}

}  // namespace acqsim::store
