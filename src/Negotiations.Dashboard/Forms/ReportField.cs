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

    /// <summary>The name of a place, as a source writes it; towns of the gazetteer are offered.</summary>
    Place,
}

/// <summary>
/// A field of the form for a type of event. The catalogue of events is the catalogue of forms: a member that is added
/// to a type is asked for.
/// </summary>
/// <param name="Name">Of the member in JSON.</param>
/// <param name="Kind">How it is typed in.</param>
/// <param name="IsRequired">Without it the event says nothing.</param>
/// <param name="Choices">Wire names, of a choice.</param>
/// <param name="Texts">Under which their names are among the texts.</param>
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
    private static readonly FrozenDictionary<Type, IReadOnlyList<ReportField>> ByType =
        EventJson.TypesByName.Values.ToFrozenDictionary(type => type, Read);

    /// <summary>
    /// What is asked for under its name; a flag of a toll and a length have one name and two meanings.
    /// </summary>
    public string Label => Name == "cumulative" && Kind == FieldKind.YesNo ? "fromTheBeginning" : Name;

    /// <summary>The own fields of a type of event, in the order of its declaration.</summary>
    public static IReadOnlyList<ReportField> Of(Type eventType) => ByType[eventType];

    internal static IReadOnlyList<ReportField> Read(Type eventType) =>
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
        var kind = KindOf(property.GetCustomAttribute<MemberAttribute>()?.Kind ?? MemberKind.Prose, type);
        var inner =
            type == typeof(IReadOnlyList<Section>) ? "name"
            : type == typeof(IReadOnlyList<Document>) ? "title"
            : null;
        return new ReportField(
            name,
            kind,
            property.IsDefined(typeof(RequiredMemberAttribute)),
            type.IsEnum ? WireName.All(type) : [],
            type.IsEnum ? Languages.Words.KeyOf(type) : "",
            inner,
            UnitOf(property.GetCustomAttribute<UnitAttribute>()?.Kind ?? UnitKind.Any)
        );
    }

    private static string? UnitOf(UnitKind unit) =>
        unit switch
        {
            UnitKind.People => "people",
            UnitKind.Length or UnitKind.LengthOrArea => "km",
            UnitKind.Share => "percent",
            _ => null,
        };

    private static FieldKind KindOf(MemberKind member, Type type) =>
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
            _ when type == typeof(string) => member switch
            {
                MemberKind.Actor or MemberKind.Side or MemberKind.ActorName => FieldKind.Actor,
                MemberKind.LongProse => FieldKind.LongText,
                _ => FieldKind.Text,
            },
            _ => member == MemberKind.Actor ? FieldKind.Actors : FieldKind.Lines,
        };
}
