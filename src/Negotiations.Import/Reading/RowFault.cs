using System.Globalization;

namespace Negotiations.Import.Reading;

/// <summary>What keeps a row from being a row.</summary>
/// <param name="Code">A stable name for counting.</param>
/// <param name="Why">One sentence.</param>
public sealed record RowFault(string Code, string Why)
{
    internal static RowFault Malformed(string why) => new("row-malformed", why);

    /// <param name="length">In bytes.</param>
    /// <param name="isLast">The file ends with it.</param>
    internal static RowFault TooLong(long length, bool isLast) =>
        new(
            "row-too-long",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The row has {length} bytes{(isLast ? " and ends with the file" : "")}; more than "
                    + $"{DelimitedText.LongestRow / (1024 * 1024)} MB are passed over. A quote that is never "
                    + $"closed is the usual cause."
            )
        );
}
