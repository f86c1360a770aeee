using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Dashboard.Forms;

/// <summary>How a field of a form is typed in.</summary>
public enum FieldKind
{
    Text,
    LongText,
    Choice,
    YesNo,
    Number,

    /// <summary>Words of a source or EDTF.</summary>
    Date,

    /// <summary>Words of a source.</summary>
    Quantity,

    /// <summary>One code or name of a state or body.</summary>
    Actor,

    /// <summary>Several, with commas between.</summary>
    Actors,

    /// <summary>Several texts, one a line.</summary>
    Lines,

    /// <summary>An event of the same negotiation.</summary>
    Event,

    /// <summary>An event of another negotiation, by both ids.</summary>
    EventElsewhere,

    /// <summary>Several, one a line, each with its status.</summary>
    Provisions,
}

/// <summary>
/// A field of the form for a type of event. The catalogue of events is the catalogue of forms: a member that is added
/// to a type is asked for.
/// </summary>
/// <param name="Name">Of the member in JSON.</param>
/// <param name="Kind">How it is typed in.</param>
/// <param name="IsRequired">Without it the event says nothing.</param>
/// <param name="Choices">Wire names, of a choice.</param>
/// <param name="Texts">Under which their names stand among the texts.</param>
/// <param name="Inner">The one member of each line, where lines are objects.</param>
/// <param name="Unit">Of a quantity whose words name none.</param>
public sealed record ReportField(
    string Name,
    FieldKind Kind,
    bool IsRequired,
    IReadOnlyList<string> Choices,
    string Texts,
    string? Inner,
    string? Unit
)
{
    private static readonly FrozenSet<string> Actors = FrozenSet.Create(
        StringComparer.Ordinal,
        "actor",
        "initiatorAlleged",
        "side",
        "announcedBy",
        "instructedBy",
        "party",
        "forParty",
        "by"
    );
    private static readonly FrozenSet<string> SeveralActors = FrozenSet.Create(
        StringComparer.Ordinal,
        "signatories",
        "by",
        "against",
        "parties"
    );
    private static readonly FrozenSet<string> Long = FrozenSet.Create(
        StringComparer.Ordinal,
        "summary",
        "narrative",
        "agenda",
        "reason",
        "purpose",
        "blockingIssue",
        "conditions",
        "text"
    );
    private static readonly FrozenSet<string> People = FrozenSet.Create(
        StringComparer.Ordinal,
        "killed",
        "injured",
        "displaced",
        "evacuated"
    );
    private static readonly FrozenDictionary<Type, IReadOnlyList<ReportField>> ByType =
        EventJson.TypesByName.Values.ToFrozenDictionary(type => type, Read);

    /// <summary>
    /// What is asked for under its name; a flag of a toll and a length have one name and two meanings.
    /// </summary>
    public string Label => Name == "cumulative" && Kind == FieldKind.YesNo ? "fromTheBeginning" : Name;

    /// <summary>The own fields of a type of event, in the order of its declaration.</summary>
    public static IReadOnlyList<ReportField> Of(Type eventType) => ByType[eventType];

    private static IReadOnlyList<ReportField> Read(Type eventType) =>
        [
            .. eventType
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.DeclaringType != typeof(Event) && property.DeclaringType != typeof(Act))
                .Where(property => property.CanWrite && !IsStructured(property.PropertyType))
                .OrderBy(property => property.DeclaringType != typeof(InstrumentFact))
                .Select(Read),
        ];

    // A clause of a treaty or a vote takes more than one field: those come by the API.
    private static bool IsStructured(Type type) =>
        type == typeof(JsonElement) || type == typeof(EntryIntoForceTerms) || type == typeof(Votes);

    private static ReportField Read(PropertyInfo property)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var kind = KindOf(name, type);
        var inner =
            type == typeof(IReadOnlyList<Section>) ? "name"
            : type == typeof(IReadOnlyList<Document>) ? "title"
            : null;
        var unit =
            type != typeof(Quantity) ? null
            : People.Contains(name) ? "people"
            : name == "share" ? "percent"
            : name is "value" or "amount" ? null
            : "km";
        return new ReportField(
            name,
            kind,
            property.IsDefined(typeof(RequiredMemberAttribute)),
            type.IsEnum ? WireName.All(type) : [],
            type.IsEnum ? Languages.Words.KeyOf(type) : "",
            inner,
            unit
        );
    }

    private static FieldKind KindOf(string name, Type type) =>
        type switch
        {
            _ when type.IsEnum => FieldKind.Choice,
            _ when type == typeof(bool) => FieldKind.YesNo,
            _ when type == typeof(int) => FieldKind.Number,
            _ when type == typeof(Edtf) => FieldKind.Date,
            _ when type == typeof(Quantity) => FieldKind.Quantity,
            _ when type == typeof(Guid) => FieldKind.Event,
            _ when type == typeof(EventPlace) => FieldKind.EventElsewhere,
            _ when type == typeof(IReadOnlyList<Provision>) => FieldKind.Provisions,
            _ when type == typeof(string) => Actors.Contains(name) ? FieldKind.Actor
            : Long.Contains(name) ? FieldKind.LongText
            : FieldKind.Text,
            _ => SeveralActors.Contains(name) ? FieldKind.Actors : FieldKind.Lines,
        };
}
