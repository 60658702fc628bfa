#include "store/schema.hpp"

#include <fmt/format.h>

namespace acqsim::store {

// The comments are part of the stored schema: who opens a study with another tool reads them there.
std::string schema_sql() {
  return fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kApplicationId,
                     kSchemaVersion) +
         R"sql(
CREATE TABLE manifest (
  key TEXT PRIMARY KEY,  -- kind (run, sweep), program, scenario, scenario_hash, seed, command, ...
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE points (
  point INTEGER PRIMARY KEY,
  scenario_hash TEXT NOT NULL,  -- sha256 of the resolved scenario of this point
  seed INTEGER NOT NULL,
  version TEXT NOT NULL,        -- of the program
  wanted INTEGER,               -- replications asked for; null: until precise
  share INTEGER,                -- of these, how many are this shard's; null: all
  status TEXT NOT NULL,         -- of a run: running, precise, complete, capped, all_failed,
                                -- interrupted; of a sweep: complete, incomplete
  UNIQUE (scenario_hash, seed, version)
);

CREATE TABLE parameters (
  parameter INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,  -- dotted, as --set takes it
  unit TEXT NOT NULL,         -- of numbers: $, d, 1/y (stored per day), share, count, or empty
  meaning TEXT NOT NULL,
  base TEXT,                  -- value of the scenario itself, at points that do not vary this;
  base_number REAL            -- null: not known
);

CREATE TABLE settings (
  point INTEGER NOT NULL REFERENCES points,
  parameter INTEGER NOT NULL REFERENCES parameters,
  value TEXT NOT NULL,  -- as a scenario writes it
  number REAL NOT NULL, -- in the stored unit; of a distribution the median
  PRIMARY KEY (point, parameter)
) WITHOUT ROWID;

CREATE TABLE replications (
  point INTEGER NOT NULL REFERENCES points,
  replication INTEGER NOT NULL,  -- from zero
  status TEXT NOT NULL,          -- ok, failed
  message TEXT,                  -- of a failed one
  events INTEGER,                -- of the kernel
  path_hash TEXT,                -- of times, kinds and ids of all events
  draws INTEGER,                 -- random numbers
  outcomes TEXT,  -- JSON list by question_columns.id: 1 yes, 0 no, null no data
  measures TEXT,  -- JSON list by measure_columns.id, in the measure's unit; null no data
  PRIMARY KEY (point, replication)
);

CREATE INDEX failed_replications ON replications (point, replication) WHERE status = 'failed';

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

CREATE TABLE progress (      -- of the last command that wrote here; no result
  key TEXT PRIMARY KEY,      -- planned, done, failed, started, updated (seconds since 1970)
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- One row for each replication and measure, or question.
CREATE VIEW measures AS
  SELECT point, replication, e.key AS measure, e.value AS value
  FROM replications, json_each(replications.measures) AS e;

CREATE VIEW outcomes AS
  SELECT point, replication, e.key AS question, e.value AS answer
  FROM replications, json_each(replications.outcomes) AS e;

-- The same with names.
CREATE VIEW measure_values AS
  SELECT point, replication, c.measure AS measure, labels, unit, value
  FROM measures JOIN measure_columns AS c ON c.id = measures.measure;

CREATE VIEW outcome_values AS
  SELECT point, replication, c.name AS outcome, answer
  FROM outcomes JOIN question_columns AS c ON c.id = outcomes.question;

-- Over the replications of a point.
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

-- What is set at each point.
CREATE VIEW point_settings AS
  SELECT point, path, value, number, unit FROM settings JOIN parameters USING (parameter);

-- Each can be run again alone: explain and trace take the seed and the replication.
CREATE VIEW failures AS
  SELECT point, replication, seed, message
  FROM replications JOIN points USING (point) WHERE replications.status = 'failed';
)sql";
}

}  // namespace acqsim::store
