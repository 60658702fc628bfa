#pragma once

namespace acqsim::stats {

/// Standard normal distribution function. Dimensionless; absolute error below 1e-15.
double normal_cdf(double z);

/// Its inverse. Requires: 0 < p < 1 (ACQSIM_CHECK). Relative error about 1e-15.
///
/// Rational approximations in three regions. Source: [wichura-1988], algorithm AS 241, PPND16.
double normal_quantile(double p);

}  // namespace acqsim::stats
