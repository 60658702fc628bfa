#include "store/file_system.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <sys/vfs.h>

namespace acqsim::store {

bool is_on_network(const std::string& path) {
  // Magic numbers of statfs(2) and of the file systems' own sources.
  constexpr std::array<std::uint32_t, 14> kShared{
      0x6969,      // NFS
      0x517b,      // SMB
      0xff534d42,  // CIFS
      0xfe534d42,  // SMB2
      0x0bd00bd0,  // Lustre
      0x47504653,  // GPFS
      0x19830326,  // BeeGFS
      0x00c36400,  // Ceph
      0x5346414f,  // AFS
      0x73757245,  // Coda
      0x01161970,  // GFS2
      0x7461636f,  // OCFS2
      0x65735546,  // FUSE: sshfs, GlusterFS
      0x01021997,  // 9P
  };
  struct statfs system = {};
  if (statfs(path.c_str(), &system) != 0) {
    const std::string parent = std::filesystem::path(path).parent_path().string();
    if (statfs(parent.empty() ? "." : parent.c_str(), &system) != 0) return false;
  }
  const auto type = static_cast<std::uint32_t>(system.f_type);
  return std::ranges::find(kShared, type) != kShared.end();
}

}  // namespace acqsim::store
