// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/Glossary.h"

#include <QCoreApplication>
#include <array>

namespace dyadic::widgets {
namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(dyadic::widgets::Glossary)
};

struct Entry {
  Term term;
  const char* name;
  const char* definition;
};

#define TEXT(text) QT_TRANSLATE_NOOP("dyadic::widgets::Glossary", text)

constexpr std::array kEntries = {
    Entry{Term::FloatTop1, TEXT("Float top-1"),
          TEXT("Share of the validation images that the network classifies right in float32, before anything is "
               "quantized.")},
    Entry{Term::HardTop1, TEXT("Hard top-1"),
          TEXT("Share of the validation images classified right by the network as it would be exported now: every "
               "weight, bias, scale and feature map an integer times a power of two.")},
    Entry{Term::TrainedTop1, TEXT("Trained top-1"),
          TEXT("Share of the validation images classified right by the network as it trains: quantized weights beside "
               "those that are still float.")},
    Entry{Term::Top1, TEXT("Top-1 accuracy"), TEXT("Share of the validation images whose first answer is right.")},
    Entry{Term::Difference, TEXT("Difference"),
          TEXT("Hard top-1 less float top-1, in percentage points: what quantization costs.")},
    Entry{Term::Interval, TEXT("95 % interval"),
          TEXT("Where the accuracy over all images lies, judged by those seen so far (Wilson's score interval).")},
    Entry{Term::Portion, TEXT("Share of weights quantized"),
          TEXT("Share of the weights of convolutions and linear layers that enter the network quantized; the others "
               "train on in float. Each stage raises it.")},
    Entry{Term::Bits, TEXT("Bits"), TEXT("Bits of a weight: its integer lies in -2^(b-1) to 2^(b-1)-1.")},
    Entry{Term::MapBits, TEXT("Map bits"), TEXT("Bits of a value of a feature map.")},
    Entry{Term::AverageBits, TEXT("Average bits"),
          TEXT("Mean bits of a weight over convolutions and linear layers; a layer that stays float counts with 32.")},
    Entry{Term::Compression, TEXT("Compression"),
          TEXT("Size of the parameters in float32 over their size as quantized: bits times weights, and 8 bits for the "
               "exponent of each layer.")},
    Entry{Term::Exponent, TEXT("Exponent"),
          TEXT("The shared exponent s of a tensor: each of its values is an integer times 2^s.")},
    Entry{Term::MeanExponent, TEXT("Mean exponent"),
          TEXT("Moving average of the exponents that the batches asked for; rounded, it is the exponent of the feature "
               "map.")},
    Entry{Term::Candidates, TEXT("Candidates"),
          TEXT("Exponents that are tried beside the initial one, as offsets; the one with the least MSE is taken.")},
    Entry{
        Term::Sqnr, TEXT("SQNR"),
        TEXT("Signal to quantization noise, 10 log10(sum x^2 / sum (x-q)^2) in dB; more is better, and a bit is worth "
             "6 dB.")},
    Entry{Term::Mse, TEXT("MSE"), TEXT("Mean squared error between a tensor and its quantized form.")},
    Entry{Term::Cosine, TEXT("Cosine"),
          TEXT("Cosine of the angle between a tensor and its quantized form; 1 is no error.")},
    Entry{Term::Kl, TEXT("KL divergence"),
          TEXT("Kullback-Leibler divergence between the histograms of a tensor and its quantized form, in nats.")},
    Entry{Term::Saturated, TEXT("Saturated"),
          TEXT("Share of the values that lie outside the grid and are clipped to its ends.")},
    Entry{Term::Underflow, TEXT("Underflow"), TEXT("Share of the values that are not 0 but are rounded to it.")},
    Entry{Term::Density, TEXT("Values per bin"),
          TEXT("How many values of the tensor lie in each bin. The bins are exact: a bin never cuts a grid level.")},
    Entry{Term::Loss, TEXT("Loss"), TEXT("Mean cross-entropy of the batches, in nats; less is better.")},
    Entry{Term::LearningRate, TEXT("Learning rate"),
          TEXT("Step of the optimizer; its schedule starts anew in each stage.")},
    Entry{Term::Epoch, TEXT("Epoch"), TEXT("Passes over the training images since the run began.")},
    Entry{Term::Macs, TEXT("MACs"), TEXT("Multiply-accumulates for one image.")},
    Entry{Term::BitOperations, TEXT("Bit-operations"),
          TEXT("MACs times bits of the weight times bits of the input, summed over the layers.")},
    Entry{Term::Sensitivity, TEXT("Sensitivity"),
          TEXT("Accuracy that is lost if this layer alone is quantized, or if all but this one are.")},
    Entry{Term::TruncationPoint, TEXT("Truncation point"),
          TEXT("P: how many low bits of the accumulator are cut off, with rounding, to make the output.")},
    Entry{Term::Headroom, TEXT("Headroom"),
          TEXT("Bits of the accumulator that no input can ever reach; below 0 it could overflow.")},
};

#undef TEXT

const Entry& entryOf(Term term) { return kEntries[static_cast<std::size_t>(term)]; }

}  // namespace

TermText textOf(Term term) {
  const Entry& entry = entryOf(term);
  return {Texts::tr(entry.name), Texts::tr(entry.definition)};
}

QString tipOf(Term term) {
  const TermText text = textOf(term);
  return QStringLiteral("<b>%1</b><br>%2").arg(text.name.toHtmlEscaped(), text.definition.toHtmlEscaped());
}

QString tipOfLabel(const QString& label) {
  const Entry* best = nullptr;
  qsizetype longest = 0;
  for (const Entry& entry : kEntries) {
    const QString name = Texts::tr(entry.name);
    if (name.size() <= longest || !label.contains(name, Qt::CaseInsensitive)) continue;
    best = &entry;
    longest = name.size();
  }
  return best ? tipOf(best->term) : QString();
}

const std::vector<Term>& allTerms() {
  static const std::vector<Term> terms = [] {
    std::vector<Term> all;
    for (const Entry& entry : kEntries) all.push_back(entry.term);
    return all;
  }();
  return terms;
}

}  // namespace dyadic::widgets
