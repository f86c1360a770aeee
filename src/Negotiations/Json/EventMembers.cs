using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Json;

/// <summary>A member of an event or of a value in one.</summary>
/// <param name="Name">In JSON.</param>
/// <param name="Kind">What its text is, where it is a text.</param>
/// <param name="Unit">In what it is counted, where it is a quantity.</param>
/// <param name="Type">Of its value.</param>
/// <param name="IsOwn">False for what every event has.</param>
/// <param name="Get">Its value; null where the event does not have it.</param>
public sealed record EventMember(
    string Name,
    MemberKind Kind,
    UnitKind Unit,
    Type Type,
    bool IsOwn,
    Func<object, object?> Get
)
{
    /// <summary>The text, or those of a list; none where it is absent or something else.</summary>
    public IReadOnlyList<string> TextsOf(object owner) =>
        Get(owner) switch
        {
            string text => [text],
            IReadOnlyList<string> texts => texts,
            _ => [],
        };
}

/// <summary>The members of a type, each with what the type says of it.</summary>
public static class EventMembers
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<EventMember>> Known = new();

    /// <summary>In the order of its JSON.</summary>
    public static IReadOnlyList<EventMember> Of(Type type) => Known.GetOrAdd(type, ReadAll);

    /// <summary>What the member is; <see cref="MemberKind.Prose"/> where the type has none of that name.</summary>
    public static MemberKind KindOf(Type type, string name) =>
        Of(type).FirstOrDefault(member => member.Name == name)?.Kind ?? MemberKind.Prose;

    /// <summary>The names that members of these kinds have in any of the types.</summary>
    public static IEnumerable<string> NamesOf(IEnumerable<Type> types, params MemberKind[] kinds) =>
        types.SelectMany(Of).Where(member => kinds.Contains(member.Kind)).Select(member => member.Name).Distinct();

    private static IReadOnlyList<EventMember> ReadAll(Type type) =>
        [.. EventJson.Options.GetTypeInfo(type).Properties.Where(each => each.Get is not null).Select(ReadOne)];

    private static EventMember ReadOne(JsonPropertyInfo property)
    {
        var declared = (MemberInfo?)property.AttributeProvider;
        return new EventMember(
            property.Name,
            declared?.GetCustomAttribute<MemberAttribute>()?.Kind ?? MemberKind.Prose,
            declared?.GetCustomAttribute<UnitAttribute>()?.Kind ?? UnitKind.Any,
            property.PropertyType,
            declared?.DeclaringType != typeof(Event),
            property.Get!
        );
    }
}
