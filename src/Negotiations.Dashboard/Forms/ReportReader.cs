using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Actors;
using Negotiations.Dashboard.Languages;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Dashboard.Forms;

/// <summary>Reads what was typed as the event it means, by the same reader as the API.</summary>
internal sealed class ReportReader(Type type, FormInput typed, Words words, ActorRegistry actors)
{
    private readonly List<FieldFault> faults = [];
    private readonly JsonObject body = new() { ["type"] = EventJson.NameOf(type) };
    private readonly DateOnly? published = PublishedOn(typed);

    public IReadOnlyList<FieldFault> Faults => faults;

    /// <summary>The event; null when something could not be read.</summary>
    /// <param name="id">Given out with the form: sent twice, it is recorded once.</param>
    /// <param name="target">Of an act.</param>
    public Event? Read(Guid id, Guid? target)
    {
        body["eventId"] = id.ToString();
        if (target is { } about)
            body["target"] = about.ToString();

        ReadDate();
        ReadSources();
        foreach (var field in ReportField.Of(type))
            Put(field.Name, OwnOf(field));

        foreach (var (name, value) in Common())
            Put(name, value);

        return faults.Count == 0 ? Finish() : null;
    }

    /// <summary>
    /// As <see cref="Read"/>, for a correction: the members whose fields say something else than the event as it
    /// stands.
    /// </summary>
    /// <param name="standing">The target with the corrections in force.</param>
    public JsonObject ReadPatch(JsonObject standing)
    {
        var fields = ReportField.Of(type);
        var before = FormInput.Of(standing, fields);
        var patch = new JsonObject();
        if (IsChanged("occurred"))
        {
            ReadDate();
            (patch["occurred"], patch["occurredText"]) = (
                body["occurred"]?.DeepClone(),
                body["occurredText"]?.DeepClone()
            );
            if (patch["occurredText"] is null && standing["occurredText"] is null)
                patch.Remove("occurredText");
        }

        foreach (var field in fields.Where(field => IsChanged(FormInput.Own(field.Name))))
            patch[field.Name] = Corrected(field, standing[field.Name]);

        foreach (var (name, value) in Common())
            if (CommonFields[name].Any(IsChanged))
                patch[name] = name switch
                {
                    "actors" => Unshown.Actors(standing[name], value, FormInput.Actors),
                    "place" => Unshown.Place(standing[name], value, ["name", "country"]),
                    "claim" => Unshown.Members(standing[name], value, ["status", "attributedTo"]),
                    _ => Unshown.Whole(standing[name], value),
                };

        return patch;

        bool IsChanged(string name) => typed[name] != before[name];
    }

    /// <summary>The correction that a patch makes, with the reason and sources that were typed.</summary>
    public Event? ReadCorrection(Guid id, Guid target, JsonObject patch)
    {
        (body["eventId"], body["target"], body["patch"]) = (id.ToString(), target.ToString(), patch.DeepClone());
        ReadSources();
        Put("kind", Said("act.kind"));
        body["reason"] = typed["act.reason"];
        return faults.Count == 0 ? Finish() : null;
    }

    public static DateOnly? PublishedOn(FormInput typed) =>
        NaturalDate.TryRead(typed["source1.published"], null, out var date) && date!.IsDay ? date.Earliest : null;

    private JsonNode? Corrected(ReportField field, JsonNode? before) =>
        (field.Kind, field.Inner, OwnOf(field)) switch
        {
            (FieldKind.Lines, { } inner, JsonArray typed) => Unshown.Elements(before, typed, inner),
            (FieldKind.Provisions, _, JsonArray typed) => Unshown.Elements(before, typed, "title", "id", "status"),
            var (_, _, typed) => Unshown.Whole(before, typed),
        };

    private Event? Finish()
    {
        var sent = JsonSerializer.SerializeToElement(body);
        var (resolved, unknown) = ActorMentions.Resolve(sent, actors);
        if (unknown is not null)
        {
            faults.Add(RefusedField.Of(FieldAddress.Of(unknown.At), unknown, words));
            return null;
        }

        var reading = EventJson.Read(resolved ?? sent);
        if (reading.Fault is { } fault)
            faults.Add(RefusedField.Of(FieldAddress.Of(fault.At), Refusal.From(fault), words));

        return reading.Value;
    }

    private static readonly Dictionary<string, string[]> CommonFields = new()
    {
        ["actors"] =
        [
            .. Enumerable.Range(1, FormInput.Actors).SelectMany(row => new[] { $"actor{row}.id", $"actor{row}.role" }),
        ],
        ["place"] = [FormInput.PlaceName, FormInput.PlaceCountry],
        ["claim"] = ["claim.status", "claim.attributedTo"],
        ["note"] = ["note"],
        ["unenumerated"] = ["count"],
        ["count"] = ["count"],
    };

    private IEnumerable<(string Name, JsonNode? Value)> Common()
    {
        var actors = Enumerable
            .Range(1, FormInput.Actors)
            .Where(row => typed[$"actor{row}.id"].Length > 0)
            .Select(row =>
                (JsonNode?)Object(("id", CodeOf(typed[$"actor{row}.id"])), ("role", Said($"actor{row}.role")))
            )
            .ToArray();
        yield return ("actors", actors.Length == 0 ? null : new JsonArray(actors));
        var country = Said(FormInput.PlaceCountry) is { } said ? CodeOf(said) : null;
        yield return ("place", Object(("name", Said(FormInput.PlaceName)), ("country", country)));
        yield return ("claim", Object(("status", Said("claim.status")), ("attributedTo", Said("claim.attributedTo"))));
        yield return ("note", Said("note"));
        var count = Said("count") is { } many ? NaturalQuantity.Read(many, null) : null;
        yield return ("unenumerated", count is null ? null : true);
        yield return ("count", count is null ? null : JsonSerializer.SerializeToNode(count, EventJson.Options));
    }

    // A list offers "Kyrgyzstan (KGZ)"; what is typed otherwise is for the registry to know.
    internal static string CodeOf(string said) =>
        said.EndsWith(')') && said.LastIndexOf('(') is > 0 and var at && ActorCode.IsCode(said[(at + 1)..^1])
            ? said[(at + 1)..^1]
            : said;

    private void ReadDate()
    {
        if (!typeof(Fact).IsAssignableFrom(type))
            return;

        var written = typed["occurred"];
        if (written.Length == 0)
        {
            faults.Add(new FieldFault("occurred", words["write.dateMissing"], IsInReadersWords: true));
            return;
        }

        body["occurred"] = DateOf("occurred", published);
        if (body["occurred"]?.GetValue<string>() != written)
            body["occurredText"] = written;
    }

    private void ReadSources()
    {
        var sources = new JsonArray();
        for (var row = 1; row <= FormInput.Sources; row++)
        {
            var prefix = $"source{row}.";
            if (!FormInput.SourceFields.Any(name => Said(prefix + name) is not null))
                continue;

            var credibility =
                Said(prefix + "credibility") is { } grade
                && int.TryParse(grade, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
                    ? known
                    : (int?)null;
            var source = Object(
                ("publisher", Said(prefix + "publisher")),
                ("title", Said(prefix + "title")),
                ("url", Said(prefix + "url")),
                ("symbol", Said(prefix + "symbol")),
                ("published", DateOf(prefix + "published", null)),
                ("locator", Said(prefix + "locator")),
                ("language", Said(prefix + "language")),
                ("reliability", Said(prefix + "reliability")),
                ("credibility", credibility)
            );
            sources.Add(source);
        }

        body["sources"] = sources;
    }

    private JsonNode? OwnOf(ReportField field)
    {
        var name = FormInput.Own(field.Name);
        if (Said(name) is not { } said)
            return null;

        return field.Kind switch
        {
            FieldKind.YesNo => said == "true",
            FieldKind.Number => NumberOf(name, said),
            FieldKind.Date => DateOf(name, published),
            FieldKind.Quantity => JsonSerializer.SerializeToNode(
                NaturalQuantity.Read(said, field.Unit),
                EventJson.Options
            ),
            FieldKind.Actor => CodeOf(said),
            FieldKind.Actors => new JsonArray([
                .. said.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(each => (JsonNode?)CodeOf(each)),
            ]),
            FieldKind.Lines => new JsonArray([
                .. said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(
                        JsonNode? (each) => field.Inner is { } inner ? Object((inner, each)) : JsonValue.Create(each)
                    ),
            ]),
            FieldKind.EventElsewhere => FormLines.Place(said) ?? Unread(name, "write.eventElsewhereUnread", said),
            FieldKind.Provisions => ProvisionsOf(name, said),
            _ => said,
        };
    }

    private JsonArray ProvisionsOf(string name, string said)
    {
        var provisions = new JsonArray();
        foreach (var line in said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            provisions.Add(FormLines.Provision(line, words) ?? Unread(name, "write.provisionUnread", line));

        return provisions;
    }

    private JsonNode? Unread(string name, string text, string said)
    {
        faults.Add(new FieldFault(name, words[text, said], IsInReadersWords: true));
        return null;
    }

    private JsonNode? NumberOf(string name, string said)
    {
        if (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;

        return Unread(name, "write.numberUnread", said);
    }

    private JsonNode? DateOf(string name, DateOnly? item)
    {
        if (Said(name) is not { } written)
            return null;

        if (NaturalDate.TryRead(written, item, out var date))
            return date!.Text;

        faults.Add(
            new FieldFault(
                name,
                words["write.dateUnread", written, words["write.dateExamples"]],
                IsInReadersWords: true
            )
        );
        return null;
    }

    private string? Said(string name) => typed[name] is { Length: > 0 } text ? text : null;

    private void Put(string name, JsonNode? value)
    {
        if (value is not null)
            body[name] = value;
    }

    private static JsonObject? Object(params (string Name, JsonNode? Value)[] members)
    {
        var said = members.Where(member => member.Value is not null).ToList();
        return said.Count == 0
            ? null
            : new JsonObject(said.Select(member => KeyValuePair.Create(member.Name, member.Value)));
    }
}
