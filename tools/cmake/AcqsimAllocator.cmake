# Programs allocate by jemalloc, which keeps what a replication frees for the next one. glibc's malloc gives it back to the
# system each time and asks for it again, page by page. Sanitizers bring an allocator of their own.

option(ACQSIM_JEMALLOC "Link programs with jemalloc" ON)
if(ACQSIM_JEMALLOC AND NOT ACQSIM_SANITIZE)
  find_library(ACQSIM_JEMALLOC_LIBRARY jemalloc)
  if(NOT ACQSIM_JEMALLOC_LIBRARY)
    message(STATUS "No jemalloc: programs will be slower (libjemalloc-dev, which tools/install_dependencies installs)")
  endif()
endif()

# acqsim_allocator(TARGET): for an executable. First among its libraries, so that the allocator is found before the C library's.
function(acqsim_allocator target)
  if(ACQSIM_JEMALLOC AND ACQSIM_JEMALLOC_LIBRARY AND NOT ACQSIM_SANITIZE)
    target_sources(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tools/cmake/malloc_conf.cpp")
    target_link_libraries(${target} PRIVATE "${ACQSIM_JEMALLOC_LIBRARY}")
  endif()
endfunction()
