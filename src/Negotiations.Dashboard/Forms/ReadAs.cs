using Negotiations.Actors;
using Negotiations.Dashboard.Languages;
using Negotiations.Places;
using Negotiations.Values;

namespace Negotiations.Dashboard.Forms;

/// <summary>How something typed is read, in the reader's words.</summary>
internal static class ReadAs
{
    /// <summary>Towns that are offered at once.</summary>
    public const int MostOffered = 6;

    public static string Said(string written, DateOnly? published, Words words) =>
        NaturalDate.TryRead(written, published, out var date)
            ? words["write.readAs", words.Date(date!), date!.Text]
            : words["write.notRead"];

    public static string Said(Quantity quantity, Words words) =>
        words.Range(quantity.ToFigure()) is { } range
            ? words["write.readAs", range, Json.WireName.Of(quantity.Qualifier ?? Qualifier.Unknown)]
            : words["write.wordsOnly"];

    /// <summary>Which town of the gazetteer a place is taken for; the names of others are offered beside it.</summary>
    public static string SaidOfPlace(string place, string? country, Words words) =>
        Gazetteer.Find(place, country) is { } town
            ? words["write.readAs", town.Name, words.Actor(town.Country)]
            : words["write.noTown"];

    /// <summary>The code of the country that was typed; what names none stays as it is.</summary>
    /// <returns>Null: nothing was typed.</returns>
    public static string? CountryOf(string typed, ActorRegistry actors) =>
        typed.Length == 0 ? null : actors.EntryOf(ReportReader.CodeOf(typed)) ?? typed;

    /// <summary>The towns to choose from, where the name is not that of one.</summary>
    public static IReadOnlyList<Town> Offered(string place, string? country) =>
        place.Length == 0 || Gazetteer.Find(place, country) is not null ? [] : Gazetteer.Near(place, MostOffered);
}
