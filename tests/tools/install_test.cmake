# Installs into a folder of its own and looks at what is there: cmake -DBUILD=... -DWORK=... -P install_test.cmake
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${WORK}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}" OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
foreach(file IN ITEMS
        bin/acqsim
        share/man/man1/acqsim.1
        share/bash-completion/completions/acqsim
        share/zsh/site-functions/_acqsim
        share/fish/vendor_completions.d/acqsim.fish
        share/acqsim/scenarios/baseline.yaml
        share/acqsim/scenarios/world/vendors.yaml
        share/acqsim/scenarios/acqsim.schema.json)
  if(NOT EXISTS "${WORK}/${file}")
    message(FATAL_ERROR "not installed: ${file}")
  endif()
  file(SIZE "${WORK}/${file}" size)
  if(size EQUAL 0)
    message(FATAL_ERROR "installed empty: ${file}")
  endif()
endforeach()

# The program finds what it was installed with, from any folder.
execute_process(COMMAND "${WORK}/bin/acqsim" check "${WORK}/share/acqsim/scenarios/baseline.yaml"
                WORKING_DIRECTORY "${WORK}" OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
find_program(man man)
if(man)
  execute_process(COMMAND "${CMAKE_COMMAND}" -E env MANWIDTH=80 LC_ALL=C.UTF-8 MAN_DISABLE_SECCOMP=1
                          "${man}" -P cat -l "${WORK}/share/man/man1/acqsim.1"
                  OUTPUT_VARIABLE page ERROR_VARIABLE said COMMAND_ERROR_IS_FATAL ANY)
  if(NOT page MATCHES "SYNOPSIS" OR NOT page MATCHES "EXIT STATUS")
    message(FATAL_ERROR "man does not show the page: ${said}")
  endif()
else()
  message(STATUS "man is not installed: the page is not shown")
endif()
file(REMOVE_RECURSE "${WORK}")
