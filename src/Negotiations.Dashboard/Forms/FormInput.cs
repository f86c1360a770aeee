using System.Text.Json.Nodes;

namespace Negotiations.Dashboard.Forms;

/// <summary>
/// What someone typed into a form, by the name of the field; stored through every answer, so that nothing has to be
/// typed twice.
/// </summary>
public sealed class FormInput(IReadOnlyDictionary<string, string> values)
{
    /// <summary>Rows for sources and actors that a form has; more are attached and corrected later.</summary>
    public const int Sources = 2;

    /// <inheritdoc cref="Sources"/>
    public const int Actors = 4;

    public const string PlaceName = "place.name";

    public const string PlaceCountry = "place.country";

    /// <summary>A town that was chosen among those that were offered, by its name and country.</summary>
    public const string PlaceChosen = "place.chosen";

    // A little longer than the longest text that is accepted, so that a text that is too long reaches the check and is
    // refused with a reason.
    private const int MaxLength = 12_000;

    public static readonly IReadOnlyList<string> SourceFields =
    [
        "publisher",
        "title",
        "url",
        "symbol",
        "published",
        "locator",
        "language",
        "reliability",
        "credibility",
    ];

    /// <summary>Without spaces around it; empty where nothing was typed.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>What an own field of the event is called in the form.</summary>
    public static string Own(string field) => "own." + field;

    public static FormInput Of(IFormCollection form)
    {
        var typed = form.Where(each => each.Key.Length < 60)
            .ToDictionary(
                each => each.Key,
                each => Clip(each.Value.ToString().Trim().ReplaceLineEndings("\n")),
                StringComparer.Ordinal
            );

        // Chosen is typed: the next form shows it in the field.
        if (typed.Remove(PlaceChosen, out var chosen) && chosen.Split('/') is [var name, var country])
            (typed[PlaceName], typed[PlaceCountry]) = (name, country);

        return new(typed);
    }

    /// <summary>What would have been typed for an event as it stands.</summary>
    public static FormInput Of(JsonObject body, IReadOnlyList<ReportField> fields)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["occurred"] = Text(body["occurred"]),
            ["note"] = Text(body["note"]),
            ["count"] = body["count"] is JsonObject count ? Words(count) : "",
            [PlaceName] = Text(body["place"]?["name"]),
            [PlaceCountry] = Text(body["place"]?["country"]),
            ["claim.status"] = Text(body["claim"]?["status"]),
            ["claim.attributedTo"] = Text(body["claim"]?["attributedTo"]),
        };
        foreach (var (row, actor) in (body["actors"]?.AsArray() ?? []).Take(Actors).Index())
            (typed[$"actor{row + 1}.id"], typed[$"actor{row + 1}.role"]) = (Text(actor?["id"]), Text(actor?["role"]));

        foreach (var field in fields)
            typed[Own(field.Name)] = Shown(body[field.Name], field);

        return new FormInput(typed);
    }

    /// <summary>
    /// With a role for the first actors, as most negotiations are between parties; rows without an actor say nothing.
    /// </summary>
    public static FormInput WithParties(int count) =>
        new(Enumerable.Range(1, count).ToDictionary(row => $"actor{row}.role", _ => "party", StringComparer.Ordinal));

    /// <summary>With the first source of an event, for the next one out of the same item.</summary>
    public static FormInput Like(JsonObject body)
    {
        var source = body["sources"]?.AsArray().FirstOrDefault();
        return new FormInput(
            SourceFields.ToDictionary(name => $"source1.{name}", name => Text(source?[name]), StringComparer.Ordinal)
        );
    }

    private static string Shown(JsonNode? value, ReportField field) =>
        (value, field.Kind) switch
        {
            (null, _) => "",
            (JsonObject quantity, FieldKind.Quantity) => Words(quantity),
            (JsonObject place, FieldKind.EventElsewhere) => FormLines.Place(place),
            (JsonArray lines, FieldKind.Provisions) => string.Join('\n', lines.Select(FormLines.Provision)),
            (JsonArray lines, FieldKind.Actors) => string.Join(", ", lines.Select(Text)),
            (JsonArray lines, _) => string.Join(
                '\n',
                lines.Select(line => field.Inner is { } inner ? Text(line?[inner]) : Text(line))
            ),
            var (single, _) => Text(single),
        };

    private static string Words(JsonObject quantity) =>
        Text(quantity["text"]) is { Length: > 0 } words ? words : Figure(quantity);

    private static string Figure(JsonObject quantity)
    {
        var (low, best, high) = (Text(quantity["low"]), Text(quantity["best"]), Text(quantity["high"]));
        return best.Length > 0
            ? best
            : (low.Length > 0, high.Length > 0) switch
            {
                (true, true) => $"between {low} and {high}",
                (true, false) => $"at least {low}",
                (false, true) => $"at most {high}",
                _ => Text(quantity["qualifier"]),
            };
    }

    private static string Text(JsonNode? node) =>
        node is JsonValue value
            ? value.GetValueKind() == System.Text.Json.JsonValueKind.String
                ? value.GetValue<string>()
                : value.ToJsonString()
            : "";

    private static string Clip(string text) => text.Length <= MaxLength ? text : text[..MaxLength];
}

/// <summary>Something typed that cannot be read.</summary>
/// <param name="Field">Its name in the form; empty: the whole of it.</param>
/// <param name="Says">What is wrong and what would be right.</param>
/// <param name="IsInReadersWords">Otherwise it is in the words of the record, which are English.</param>
public sealed record FieldFault(string Field, string Says, bool IsInReadersWords = false);
