// jemalloc's options for a program, which it reads at its start; MALLOC_CONF in the environment
// adds to them. What a replication frees the next one needs, so nothing is given back; and its
// thousands of processes and requirements lie in few large pages, where the system has them.

extern "C" {
// jemalloc looks for this name. NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
extern const char* malloc_conf;
const char* malloc_conf = "thp:always,metadata_thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1";
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)
}
