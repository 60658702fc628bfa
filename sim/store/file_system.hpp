#pragma once

#include <string>

namespace acqsim::store {

/// The file, or the folder that it would be in, is on a file system that other machines write to as
/// well, or that may be: NFS, SMB, Lustre, GPFS, BeeGFS, Ceph, FUSE and their like. There memory
/// cannot be shared through a file, which a write-ahead log needs.
bool is_on_network(const std::string& path);

}  // namespace acqsim::store
