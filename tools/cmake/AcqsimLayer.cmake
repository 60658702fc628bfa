# The one way to make a target here: warnings, standard and reproducible arithmetic are the same everywhere.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "As in the preset dev" FORCE)
endif()
option(ACQSIM_WERROR "Treat warnings as errors" ON)
set(ACQSIM_SANITIZE "" CACHE STRING "Sanitizers to build with, as for -fsanitize= (for example address,undefined)")
option(ACQSIM_COVERAGE "Build for gcov" OFF)
# Saves two fifths of the time to compile a file. Off where it might hide a missing #include: in the preset dev.
option(ACQSIM_PRECOMPILE "Precompile the standard headers that most files include" OFF)

find_program(ACQSIM_CCACHE ccache)
if(ACQSIM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${ACQSIM_CCACHE}")
endif()

add_library(acqsim_options INTERFACE)
target_compile_options(acqsim_options INTERFACE
  -ffp-contract=off
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual $<$<BOOL:${ACQSIM_WERROR}>:-Werror>
  # GCC bug 105651: false alarms on "text" + std::string in its version 12.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond> $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>)
# clang 14 knows coroutines and does not say so to this standard library.
target_compile_definitions(acqsim_options INTERFACE $<$<CXX_COMPILER_ID:Clang>:__cpp_impl_coroutine=201902L>)
if(ACQSIM_SANITIZE)
  # The check of function types marks functions in front of their code, which clang 14 cannot do for coroutines.
  target_compile_options(acqsim_options INTERFACE -fsanitize=${ACQSIM_SANITIZE} -fno-sanitize-recover=all
                         -fno-omit-frame-pointer $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=function>)
  target_link_options(acqsim_options INTERFACE -fsanitize=${ACQSIM_SANITIZE})
endif()
if(ACQSIM_COVERAGE)
  target_compile_options(acqsim_options INTERFACE --coverage)
  target_link_options(acqsim_options INTERFACE --coverage)
endif()

function(acqsim_precompile target)
  if(ACQSIM_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <cmath> <cstdint> <functional> <limits> <map> <memory>
                              <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>
                              <fmt/format.h>)
  endif()
endfunction()

# acqsim_layer(NAME [PUBLIC layers...] [PRIVATE third-party...]): static library acqsim::NAME of all sources under sim/NAME;
# a layer of headers alone has nothing to archive and hands on what it includes.
function(acqsim_layer name)
  cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/sim/${name}/*.cpp")
  if(sources)
    add_library(acqsim_${name} STATIC ${sources})
    target_include_directories(acqsim_${name} PUBLIC "${PROJECT_SOURCE_DIR}/include"
                               PRIVATE "${PROJECT_SOURCE_DIR}/sim")
    target_link_libraries(acqsim_${name} PUBLIC ${ARG_PUBLIC} PRIVATE acqsim_options ${ARG_PRIVATE})
    acqsim_precompile(acqsim_${name})
  else()
    add_library(acqsim_${name} INTERFACE)
    target_include_directories(acqsim_${name} INTERFACE "${PROJECT_SOURCE_DIR}/include")
    target_link_libraries(acqsim_${name} INTERFACE ${ARG_PUBLIC})
  endif()
  add_library(acqsim::${name} ALIAS acqsim_${name})
endfunction()

# acqsim_label(LIST "LABELS"): labels for the tests of which a file read by CTest makes that list.
# catch_discover_tests cannot pass on a property that is a list.
function(acqsim_label cases labels)
  set(file "${CMAKE_CURRENT_BINARY_DIR}/${cases}_labels.cmake")
  file(WRITE "${file}" "if(${cases})\n  set_tests_properties(\${${cases}} PROPERTIES LABELS \"${labels}\")\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${file}")
endfunction()

# acqsim_test(NAME "LABELS" [FROM folder] layers... [TAGGED tags...]): one Catch2 program of all sources under tests/NAME (or
# the folder); each case is a ctest with those labels. A case with one of the tags, slow or long, has that label in the place
# of fast. The target tests_LABEL builds every program of that label.
function(acqsim_test name labels)
  cmake_parse_arguments(ARG "" "FROM" "TAGGED" ${ARGN})
  if(NOT ARG_FROM)
    set(ARG_FROM ${name})
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${ARG_FROM}/*_test.cpp")
  if(NOT sources)
    return()
  endif()
  set(target test_${name})
  add_executable(${target} ${sources})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/sim" "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(${target} PRIVATE ACQSIM_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE acqsim_options ${ARG_UNPARSED_ARGUMENTS} fmt::fmt Catch2::Catch2WithMain)
  # Tests are compiled far more often than they run: at -O2 a file of assertions takes half as long again, and under both
  # sanitizers at -O1 three times as long. What is tested keeps both. Coroutines of the kernel's tests want -O1.
  target_compile_options(${target} PRIVATE $<$<CONFIG:RelWithDebInfo,Release>:-O1>)
  if(ACQSIM_SANITIZE MATCHES "undefined" AND NOT name MATCHES "^des")
    target_compile_options(${target} PRIVATE -O0 -fno-sanitize=undefined)
  endif()
  target_precompile_headers(${target} PRIVATE <catch2/catch.hpp>)
  foreach(label IN LISTS labels)
    add_dependencies(tests_${label} ${target})
  endforeach()

  # A case whose name is no longer found must fail: Catch2 alone calls an empty selection a success.
  set(discover TEST_PREFIX "${name}: " EXTRA_ARGS --warn NoTests PROPERTIES TIMEOUT 900)
  set(untagged "")
  foreach(tag IN LISTS ARG_TAGGED)
    catch_discover_tests(${target} TEST_SPEC "[${tag}]" TEST_LIST ${target}_${tag}_cases ${discover})
    string(REPLACE fast ${tag} tagged_labels "${labels}")
    acqsim_label(${target}_${tag}_cases "${tagged_labels}")
    add_dependencies(tests_${tag} ${target})
    string(APPEND untagged "~[${tag}]")
  endforeach()
  if(ARG_TAGGED)
    list(PREPEND discover TEST_SPEC "${untagged}")
  endif()
  catch_discover_tests(${target} TEST_LIST ${target}_cases ${discover})
  acqsim_label(${target}_cases "${labels}")
endfunction()
