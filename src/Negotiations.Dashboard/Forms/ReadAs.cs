using Negotiations.Dashboard.Languages;
using Negotiations.Values;

namespace Negotiations.Dashboard.Forms;

/// <summary>How something typed is read, in the reader's words.</summary>
internal static class ReadAs
{
    public static string Said(string written, DateOnly? published, Words words) =>
        NaturalDate.TryRead(written, published, out var date)
            ? words["write.readAs", words.Date(date!), date!.Text]
            : words["write.notRead"];

    public static string Said(Quantity quantity, Words words) =>
        words.Range(quantity.ToFigure()) is { } range
            ? words["write.readAs", range, Json.WireName.Of(quantity.Qualifier ?? Qualifier.Unknown)]
            : words["write.wordsOnly"];
}
