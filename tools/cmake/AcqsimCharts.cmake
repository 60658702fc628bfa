# The report's page within the program: style, script and the chart library, which comes from npm with exact versions
# (sim/report/page/charts). Without npm, or when it fails, the program is whole but for the charts of its reports.

option(ACQSIM_CHARTS "Draw charts in reports, by a library that npm installs into the build directory" ON)

# Sets RESULT to the bundled library, or to nothing.
function(acqsim_chart_library result)
  set(${result} "" PARENT_SCOPE)
  set(source "${PROJECT_SOURCE_DIR}/sim/report/page/charts")
  set(place "${PROJECT_BINARY_DIR}/charts")
  set(recipe package.json package-lock.json library.mjs)
  list(TRANSFORM recipe PREPEND "${source}/" OUTPUT_VARIABLE recipe_files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${recipe_files})
  if(NOT ACQSIM_CHARTS)
    return()
  endif()
  set(wanted "")
  foreach(file IN LISTS recipe_files)
    file(SHA256 "${file}" hash)
    string(APPEND wanted "${hash}\n")
  endforeach()
  set(made "")
  if(EXISTS "${place}/made" AND EXISTS "${place}/library.js")
    file(READ "${place}/made" made)
  endif()
  if(NOT made STREQUAL wanted)
    find_program(ACQSIM_NPM npm)
    if(NOT ACQSIM_NPM)
      message(STATUS "No npm: reports will have tables and text, but no charts (tools/install_dependencies charts)")
      return()
    endif()
    message(STATUS "Installing the chart library of reports")
    file(COPY ${recipe_files} DESTINATION "${place}")
    execute_process(COMMAND "${ACQSIM_NPM}" ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=2
                    WORKING_DIRECTORY "${place}" RESULT_VARIABLE failed OUTPUT_QUIET TIMEOUT 600)
    if(NOT failed)
      execute_process(COMMAND "${ACQSIM_NPM}" run --silent bundle WORKING_DIRECTORY "${place}" RESULT_VARIABLE failed)
    endif()
    if(failed)
      message(WARNING "npm could not make the chart library: reports will have no charts; configure again to retry")
      return()
    endif()
    file(WRITE "${place}/made" "${wanted}")
  endif()
  set(${result} "${place}/library.js" PARENT_SCOPE)
endfunction()

# Compiles the parts of the page into a target.
function(acqsim_embed_page target)
  acqsim_chart_library(library)
  set(page "${PROJECT_SOURCE_DIR}/sim/report/page")
  set(script "${PROJECT_SOURCE_DIR}/tools/cmake/EmbedPage.cmake")
  set(output "${PROJECT_BINARY_DIR}/charts/page_parts.cpp")
  file(GLOB scripts CONFIGURE_DEPENDS "${page}/script/*.js")
  add_custom_command(OUTPUT "${output}"
                     COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DSTYLE=${page}/page.css" "-DSCRIPTS=${scripts}"
                             "-DLIBRARY=${library}" -P "${script}"
                     DEPENDS "${page}/page.css" ${scripts} ${library} "${script}" VERBATIM)
  # The standard asks compilers for 65,536 characters; these take more.
  set_source_files_properties("${output}" TARGET_DIRECTORY ${target} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  target_sources(${target} PRIVATE "${output}")
endfunction()
