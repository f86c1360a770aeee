using System.Globalization;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;

namespace Negotiations.Import.Formats;

/// <summary>Points of datasets.</summary>
internal static class Coordinates
{
    /// <summary>Null when a coordinate is missing; one that lies nowhere is left out, and the report says so.</summary>
    public static (double Longitude, double Latitude)? Read(
        Row row,
        RowReading reading,
        string longitude,
        string latitude
    )
    {
        var (x, y) = (row[longitude], row[latitude]);
        if (x is null || y is null)
            return null;

        // The comma of many countries' spreadsheets.
        if (TryRead(x, 180, out var east) && TryRead(y, 90, out var north))
            return (east, north);

        reading.Normalise(
            "point-unclear",
            $"{longitude}, {latitude}",
            $"{x}, {y}",
            null,
            "These are no longitude and latitude; the place is recorded without its point."
        );
        return null;
    }

    private static bool TryRead(string text, double most, out double degrees) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out degrees)
        && Math.Abs(degrees) <= most;
}
