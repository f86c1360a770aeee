using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Search;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Every text of an event or of a source, whatever its type: what a member is follows from the type of its value, so
/// that one that is added one day is found as well. Dates, figures, digests and the slugs that tie events together are
/// no texts.
/// </summary>
/// <param name="Lines">Sentences first; then what is a word or a choice, together.</param>
/// <param name="Codes">Of the actors that are named.</param>
internal sealed record EventTexts(IReadOnlyList<SearchLine> Lines, IReadOnlyCollection<string> Codes)
{
    private static readonly HashSet<string> NoText =
    [
        "sha256",
        "url",
        "accessed",
        "utcOffset",
        "cadence",
        "delay",
        "related",
        "point",
        "geometry",
    ];

    private static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    /// <summary>What a fact says, without its sources, and why it was corrected.</summary>
    public static EventTexts Of(Fact fact, IEnumerable<string> reasons)
    {
        var walk = new Walk();
        walk.Through(fact, null);
        foreach (var reason in reasons)
            walk.Add(reason, null);

        return walk.Done(EventJson.NameOf(fact).Replace('-', ' '));
    }

    public static EventTexts Of(Source source)
    {
        var walk = new Walk();
        walk.Through(source, null);
        return walk.Done(null);
    }

    private static Member[] MembersOf(Type type) =>
        EventJson.Options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } known
            ?
            [
                .. known
                    .Properties.Where(each => each.Get is not null && IsText(type, each))
                    .Select(each => new Member(each.Get!, WeightOf(type, each.Name))),
            ]
            : [];

    private static bool IsText(Type type, JsonPropertyInfo member)
    {
        var kind = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        return !kind.IsPrimitive
            && kind != typeof(decimal)
            && kind != typeof(Guid)
            && kind != typeof(Edtf)
            && kind != typeof(DateTimeOffset)
            && kind != typeof(JsonElement)
            && !NoText.Contains(member.Name)
            && !(member.Name.EndsWith("Id", StringComparison.Ordinal) && type.IsAssignableTo(typeof(Event)))
            // They stand beside the fact: one source is that of many.
            && kind != typeof(IReadOnlyList<Source>);
    }

    private static SearchWeight? WeightOf(Type type, string member) =>
        (type.Name, member) switch
        {
            (nameof(NegotiationOpened), "title") => SearchWeight.Title,
            (nameof(Actor), "representative") or (nameof(ParticipationChanged), "representative") => SearchWeight.Actor,
            (nameof(Place), "name") => SearchWeight.Place,
            _ => null,
        };

    private sealed record Member(Func<object, object?> Read, SearchWeight? Weight);

    private sealed class Walk
    {
        private readonly List<SearchLine> lines = [];
        private readonly List<string> words = [];
        private readonly SortedSet<string> codes = new(StringComparer.Ordinal);

        public EventTexts Done(string? type)
        {
            if (type is not null)
                words.Add(type);

            if (words.Count > 0)
                lines.Add(new SearchLine(SearchWeight.Text, string.Join(" · ", words.Distinct())));

            return new EventTexts(lines, codes);
        }

        public void Through(object? value, SearchWeight? weight)
        {
            switch (value)
            {
                case null:
                    break;
                case string text:
                    Add(text, weight);
                    break;
                case Quantity quantity:
                    Add(quantity.Text, weight);
                    Add(quantity.Unit, weight);
                    break;
                case ExternalId id:
                    words.Add($"{id.Scheme}:{id.Id}");
                    break;
                case Enum choice:
                    words.Add(WireName.Of(choice).Replace('-', ' '));
                    break;
                case IEnumerable items:
                    foreach (var item in items)
                        Through(item, weight);
                    break;
                default:
                    foreach (var member in Known.GetOrAdd(value.GetType(), MembersOf))
                        Through(member.Read(value), member.Weight ?? weight);
                    break;
            }
        }

        public void Add(string? text, SearchWeight? weight)
        {
            if (string.IsNullOrEmpty(text))
                return;

            if (weight is null && !text.Contains(' ', StringComparison.Ordinal))
            {
                words.Add(text);
                if (ActorRegistry.BuiltIn.At(text) is { } actor)
                    codes.Add(actor.Code);
            }
            else
            {
                lines.Add(new SearchLine(weight ?? SearchWeight.Text, text));
            }
        }
    }
}
