# The one way to make a target here: warnings, standard and reproducible arithmetic are the same everywhere.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(ACQSIM_WERROR "Treat warnings as errors" ON)
set(ACQSIM_SANITIZE "" CACHE STRING "Sanitizers to build with, as for -fsanitize= (for example address,undefined)")
option(ACQSIM_COVERAGE "Build for gcov" OFF)

find_program(ACQSIM_CCACHE ccache)
if(ACQSIM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${ACQSIM_CCACHE}")
endif()

add_library(acqsim_options INTERFACE)
target_compile_options(acqsim_options INTERFACE
  -ffp-contract=off
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual $<$<BOOL:${ACQSIM_WERROR}>:-Werror>
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond> $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>)
if(ACQSIM_SANITIZE)
  target_compile_options(acqsim_options INTERFACE -fsanitize=${ACQSIM_SANITIZE} -fno-sanitize-recover=all
                         -fno-omit-frame-pointer)
  target_link_options(acqsim_options INTERFACE -fsanitize=${ACQSIM_SANITIZE})
endif()
if(ACQSIM_COVERAGE)
  target_compile_options(acqsim_options INTERFACE --coverage)
  target_link_options(acqsim_options INTERFACE --coverage)
endif()

# acqsim_layer(NAME [PUBLIC layers...] [PRIVATE third-party...]): static library acqsim::NAME of all sources under sim/NAME.
function(acqsim_layer name)
  cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/sim/${name}/*.cpp")
  add_library(acqsim_${name} STATIC ${sources})
  add_library(acqsim::${name} ALIAS acqsim_${name})
  target_include_directories(acqsim_${name} PUBLIC "${PROJECT_SOURCE_DIR}/include"
                             PRIVATE "${PROJECT_SOURCE_DIR}/sim")
  target_link_libraries(acqsim_${name} PUBLIC ${ARG_PUBLIC} PRIVATE acqsim_options ${ARG_PRIVATE})
endfunction()

# acqsim_test(NAME LABEL layers...): one Catch2 program of all sources under tests/NAME; each case is a ctest of that label.
function(acqsim_test name label)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${name}/*_test.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}/sim" "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(test_${name} PRIVATE ACQSIM_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(test_${name} PRIVATE acqsim_options ${ARGN} fmt::fmt Catch2::Catch2WithMain)
  target_precompile_headers(test_${name} PRIVATE <catch2/catch.hpp>)
  catch_discover_tests(test_${name} TEST_PREFIX "${name}: " PROPERTIES LABELS "${label}" TIMEOUT 900)
endfunction()
