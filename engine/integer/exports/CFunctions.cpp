// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/exports/CFunctions.h"

namespace dyadic::integer {
namespace {

constexpr const char* kCodes = R"(
/* Constants: two codes a byte up to 4 bits (the first one in the low half), int8_t up to 8 bits, int16_t above. */
typedef struct {
  const void *data; /* 0: there is none */
  int32_t bits;
} codes_t;

static int32_t code_at(codes_t codes, int32_t i)
{
  if (codes.bits <= 4) {
    const int32_t pair = ((const uint8_t *)codes.data)[i / 2];
    const int32_t code = i % 2 ? pair / 16 : pair % 16;
    return code < 8 ? code : code - 16;
  }
  if (codes.bits <= 8) return ((const int8_t *)codes.data)[i];
  return ((const int16_t *)codes.data)[i];
}
)";

constexpr const char* kAlignedBias = R"(
/* The bias in units of the accumulator: D_b << (s_b - s_t). */
static int64_t aligned_bias(codes_t bias, int32_t shift, int32_t channel)
{
  return bias.data ? code_at(bias, channel) * ((int64_t)1 << shift) : 0;
}
)";

constexpr const char* kRequantizationType = R"(
/* From an accumulator t to the integers of a feature map: the rounded shift of t * multiplier by `shift` places to the
   right (to the left where it is negative), saturated to the feature map's range. */
typedef struct {
  int32_t multiplier;
  int32_t shift;
  int32_t minimum;
  int32_t maximum;
} requantization_t;
)";

constexpr const char* kRequantize = R"(
static int64_t shift_left(int64_t t, int32_t places)
{
  const int64_t most = INT64_MAX >> places;
  if (t > most) return INT64_MAX;
  if (t < -most - 1) return INT64_MIN;
  return t * ((int64_t)1 << places);
}

static int64_t round_shift(int64_t t, int32_t places)
{
  if (places <= 0) return shift_left(t, -places);
  /* t / 2^places, rounded down; what t >> places does with a negative t, C leaves to the compiler. */
  const int64_t down = t >= 0 ? t >> places : ~(~t >> places);
$ROUNDING}

static feature_t requantize(int64_t t, const requantization_t *to)
{
  const int64_t code = round_shift(t * to->multiplier, to->shift);
  if (code < to->minimum) return (feature_t)to->minimum;
  if (code > to->maximum) return (feature_t)to->maximum;
  return (feature_t)code;
}
)";

constexpr const char* kTaps = R"(
/* Of a window's taps 0 ... count-1, tap i at `origin` + i * dilation: those that lie in 0 ... size-1. */
static int32_t first_tap(int32_t origin, int32_t dilation)
{
  return origin >= 0 ? 0 : (dilation - 1 - origin) / dilation;
}

static int32_t end_tap(int32_t origin, int32_t dilation, int32_t count, int32_t size)
{
  if (origin >= size) return 0;
  const int32_t end = (size - 1 - origin) / dilation + 1;
  return end < count ? end : count;
}
)";

constexpr const char* kConv2dType = R"(
/* Convolution; outside its input everything is 0. Weights lie as [output][input / groups][row][column]. */
typedef struct {
  int32_t in_channels, in_height, in_width;
  int32_t out_channels, out_height, out_width;
  int32_t kernel_height, kernel_width;
  int32_t stride_y, stride_x;
  int32_t padding_y, padding_x;
  int32_t dilation_y, dilation_x;
  int32_t groups;
  codes_t weight;
  codes_t bias;
  int32_t bias_shift;
  requantization_t to;
} conv2d_t;

static int16_t filter[FILTER_LENGTH]; /* the weights of one output channel */
)";

constexpr const char* kConv2d = R"(
static $T conv2d_sum_$N(const conv2d_t *op, const feature_t *in, int32_t y, int32_t x)
{
  const int32_t top = y * op->stride_y - op->padding_y;
  const int32_t left = x * op->stride_x - op->padding_x;
  const int32_t first_i = first_tap(top, op->dilation_y);
  const int32_t end_i = end_tap(top, op->dilation_y, op->kernel_height, op->in_height);
  const int32_t first_j = first_tap(left, op->dilation_x);
  const int32_t end_j = end_tap(left, op->dilation_x, op->kernel_width, op->in_width);
  const int32_t depth = op->in_channels / op->groups;
  $T sum = 0;
  for (int32_t c = 0; c < depth; ++c) {
    for (int32_t i = first_i; i < end_i; ++i) {
      const int16_t *weights = filter + (c * op->kernel_height + i) * op->kernel_width;
      const feature_t *row = in + (c * op->in_height + top + i * op->dilation_y) * op->in_width;
      for (int32_t j = first_j; j < end_j; ++j) {
        sum += ($T)weights[j] * row[left + j * op->dilation_x];
      }
    }
  }
  return sum;
}

static void conv2d_$N(const conv2d_t *op, const feature_t *in, feature_t *out)
{
  const int32_t depth = op->in_channels / op->groups;
  const int32_t length = depth * op->kernel_height * op->kernel_width;
  for (int32_t o = 0; o < op->out_channels; ++o) {
    const int32_t group = o / (op->out_channels / op->groups);
    const feature_t *from = in + group * depth * op->in_height * op->in_width;
    const $T bias = ($T)aligned_bias(op->bias, op->bias_shift, o);
    for (int32_t i = 0; i < length; ++i) filter[i] = (int16_t)code_at(op->weight, o * length + i);
    for (int32_t y = 0; y < op->out_height; ++y) {
      for (int32_t x = 0; x < op->out_width; ++x) {
        *out++ = requantize(conv2d_sum_$N(op, from, y, x) + bias, &op->to);
      }
    }
  }
}
)";

constexpr const char* kLinearType = R"(
/* Fully connected. Weights lie as [output][input]. */
typedef struct {
  int32_t inputs, outputs;
  codes_t weight;
  codes_t bias;
  int32_t bias_shift;
  requantization_t to;
} linear_t;
)";

constexpr const char* kLinear = R"(
static void linear_$N(const linear_t *op, const feature_t *in, feature_t *out)
{
  for (int32_t o = 0; o < op->outputs; ++o) {
    $T sum = ($T)aligned_bias(op->bias, op->bias_shift, o);
    for (int32_t i = 0; i < op->inputs; ++i) sum += ($T)code_at(op->weight, o * op->inputs + i) * in[i];
    out[o] = requantize(sum, &op->to);
  }
}
)";

constexpr const char* kScaleShiftType = R"(
/* Batch norm: a factor and a bias for each channel of `area` pixels. */
typedef struct {
  int32_t channels, area;
  codes_t scale;
  codes_t bias;
  int32_t bias_shift;
  requantization_t to;
} scale_shift_t;
)";

constexpr const char* kScaleShift = R"(
static void scale_shift_$N(const scale_shift_t *op, const feature_t *in, feature_t *out)
{
  for (int32_t c = 0; c < op->channels; ++c) {
    const $T scale = ($T)code_at(op->scale, c);
    const $T bias = ($T)aligned_bias(op->bias, op->bias_shift, c);
    for (int32_t i = 0; i < op->area; ++i) *out++ = requantize(scale * *in++ + bias, &op->to);
  }
}
)";

constexpr const char* kAdd = R"(
/* Sum of two feature maps, each shifted to the left first. */
typedef struct {
  int32_t length;
  int32_t shift_a, shift_b;
  requantization_t to;
} add_t;

static void add(const add_t *op, const feature_t *a, const feature_t *b, feature_t *out)
{
  const int64_t factor_a = (int64_t)1 << op->shift_a;
  const int64_t factor_b = (int64_t)1 << op->shift_b;
  for (int32_t i = 0; i < op->length; ++i) out[i] = requantize(a[i] * factor_a + b[i] * factor_b, &op->to);
}
)";

constexpr const char* kRescale = R"(
/* One input of a concatenation. */
static void rescale(const requantization_t *to, int32_t length, const feature_t *in, feature_t *out)
{
  for (int32_t i = 0; i < length; ++i) out[i] = requantize(in[i], to);
}
)";

constexpr const char* kPoolType = R"(
/* Window of a pooling; its padding does not take part in a maximum and is 0 in a sum. */
typedef struct {
  int32_t channels, in_height, in_width;
  int32_t out_height, out_width;
  int32_t kernel_height, kernel_width;
  int32_t stride_y, stride_x;
  int32_t padding_y, padding_x;
  requantization_t to; /* of an average */
} pool_t;
)";

constexpr const char* kMaxPool = R"(
static feature_t max_pool_window(const pool_t *op, const feature_t *in, int32_t y, int32_t x)
{
  const int32_t top = y * op->stride_y - op->padding_y;
  const int32_t left = x * op->stride_x - op->padding_x;
  const int32_t end_i = top + end_tap(top, 1, op->kernel_height, op->in_height);
  const int32_t end_j = left + end_tap(left, 1, op->kernel_width, op->in_width);
  const int32_t first_j = left + first_tap(left, 1);
  const int32_t first_i = top + first_tap(top, 1);
  feature_t most = in[first_i * op->in_width + first_j];
  for (int32_t i = first_i; i < end_i; ++i) {
    for (int32_t j = first_j; j < end_j; ++j) {
      const feature_t code = in[i * op->in_width + j];
      if (code > most) most = code;
    }
  }
  return most;
}

static void max_pool(const pool_t *op, const feature_t *in, feature_t *out)
{
  for (int32_t c = 0; c < op->channels; ++c, in += op->in_height * op->in_width) {
    for (int32_t y = 0; y < op->out_height; ++y) {
      for (int32_t x = 0; x < op->out_width; ++x) *out++ = max_pool_window(op, in, y, x);
    }
  }
}
)";

constexpr const char* kAvgPool = R"(
static $T avg_pool_sum_$N(const pool_t *op, const feature_t *in, int32_t y, int32_t x)
{
  const int32_t top = y * op->stride_y - op->padding_y;
  const int32_t left = x * op->stride_x - op->padding_x;
  const int32_t end_i = top + end_tap(top, 1, op->kernel_height, op->in_height);
  const int32_t end_j = left + end_tap(left, 1, op->kernel_width, op->in_width);
  $T sum = 0;
  for (int32_t i = top + first_tap(top, 1); i < end_i; ++i) {
    for (int32_t j = left + first_tap(left, 1); j < end_j; ++j) sum += in[i * op->in_width + j];
  }
  return sum;
}

static void avg_pool_$N(const pool_t *op, const feature_t *in, feature_t *out)
{
  for (int32_t c = 0; c < op->channels; ++c, in += op->in_height * op->in_width) {
    for (int32_t y = 0; y < op->out_height; ++y) {
      for (int32_t x = 0; x < op->out_width; ++x) *out++ = requantize(avg_pool_sum_$N(op, in, y, x), &op->to);
    }
  }
}
)";

constexpr const char* kClamp = R"(
/* ReLU and the like. */
static void clamp(int32_t minimum, int32_t maximum, int32_t length, const feature_t *in, feature_t *out)
{
  for (int32_t i = 0; i < length; ++i) {
    const int32_t code = in[i];
    out[i] = (feature_t)(code < minimum ? minimum : code > maximum ? maximum : code);
  }
}
)";

constexpr const char* kSubsample = R"(
/* Every stride-th pixel, beginning with the first. */
typedef struct {
  int32_t channels, in_height, in_width;
  int32_t out_height, out_width;
  int32_t stride_y, stride_x;
} subsample_t;

static void subsample(const subsample_t *op, const feature_t *in, feature_t *out)
{
  for (int32_t c = 0; c < op->channels; ++c, in += op->in_height * op->in_width) {
    for (int32_t y = 0; y < op->out_height; ++y) {
      for (int32_t x = 0; x < op->out_width; ++x) *out++ = in[y * op->stride_y * op->in_width + x * op->stride_x];
    }
  }
}
)";

constexpr const char* kPadChannels = R"(
/* `front` zeros, then the input, then `back` zeros. */
static void pad_channels(int32_t front, int32_t length, int32_t back, const feature_t *in, feature_t *out)
{
  for (int32_t i = 0; i < front; ++i) *out++ = 0;
  for (int32_t i = 0; i < length; ++i) *out++ = in[i];
  for (int32_t i = 0; i < back; ++i) *out++ = 0;
}
)";

}  // namespace

std::span<const CFunction> cFunctions() {
  static const std::vector<CFunction> kFunctions = {
      {"codes", {}, kCodes},
      {"aligned_bias", {"codes"}, kAlignedBias},
      {"requantization_t", {}, kRequantizationType},
      {"requantize", {"requantization_t"}, kRequantize},
      {"taps", {}, kTaps},
      {"conv2d_t", {"codes", "requantization_t"}, kConv2dType},
      {"conv2d", {"conv2d_t", "aligned_bias", "taps", "requantize"}, kConv2d},
      {"linear_t", {"codes", "requantization_t"}, kLinearType},
      {"linear", {"linear_t", "aligned_bias", "requantize"}, kLinear},
      {"scale_shift_t", {"codes", "requantization_t"}, kScaleShiftType},
      {"scale_shift", {"scale_shift_t", "aligned_bias", "requantize"}, kScaleShift},
      {"add", {"requantize"}, kAdd},
      {"rescale", {"requantize"}, kRescale},
      {"pool_t", {"taps", "requantization_t"}, kPoolType},
      {"max_pool", {"pool_t"}, kMaxPool},
      {"avg_pool", {"pool_t", "requantize"}, kAvgPool},
      {"clamp", {}, kClamp},
      {"subsample", {}, kSubsample},
      {"pad_channels", {}, kPadChannels},
  };
  return kFunctions;
}

}  // namespace dyadic::integer
