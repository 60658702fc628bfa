#pragma once

#include <acqsim/scenario/loader.hpp>

#include <string>
#include <vector>

/// Tables of parameters inside a document that people write, such as sim/model/ODD.md.
namespace acqsim::scenario {

/// The document with every block
///
///     <!-- parameters: lock_in, lock_in.model -->
///     ...
///     <!-- end -->
///
/// filled anew: for each table of keys its parameters with unit, default, allowed values, what the
/// scenario gives with range and basis, source of the key and meaning. A table of records by id
/// ("vendors.ID") shows over all of them how many give a value, and from what to what. The rest
/// stays as it is. Throws base::InputError at an unknown table or a block without end; `name`
/// stands for the document.
std::string fill_parameters(const std::string& document, const std::string& name, Loaded& scenario);

/// Every table that holds parameters, by path with ID in the place of ids, in reading order: what
/// a document has to have to have all.
std::vector<std::string> parameter_tables();

/// The tables that a document's blocks name, in its order.
std::vector<std::string> tables_in(const std::string& document);

}  // namespace acqsim::scenario
