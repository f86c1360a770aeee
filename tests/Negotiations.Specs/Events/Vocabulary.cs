using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Specs.Events;

/// <summary>Every name the wire knows, read off the types.</summary>
internal static class Vocabulary
{
    /// <summary>
    /// The members of every event and of every value in one: <c>clash-reported.weapons</c>, <c>source.publisher</c>.
    /// </summary>
    public static IReadOnlyList<string> Members =>
        [
            .. Objects
                .SelectMany(type => type.Properties.Select(property => NameOf(type.Type, property)))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The names of every enum: <c>talks-status: suspended, resumed, deadlocked, broken-off</c>.</summary>
    public static IReadOnlyList<string> Enums =>
        [
            .. Reached
                .Where(type => type.IsEnum)
                .Select(type => $"{NameOf(type)}: {string.Join(", ", WireName.All(type))}")
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>
    /// A member under the type that declares it, so that what all events have in common stands once:
    /// <c>event.occurred</c>.
    /// </summary>
    public static string NameOf(Type type, JsonPropertyInfo property)
    {
        var declaring = (property.AttributeProvider as MemberInfo)?.DeclaringType ?? type;

        // What facts on instruments share is promised for each of them: it stood there before they shared it.
        return $"{NameOf(declaring == typeof(InstrumentFact) ? type : declaring)}.{property.Name}";
    }

    private static string NameOf(Type type) =>
        EventJson.TypesByName.Values.Contains(type)
            ? EventJson.NameOf(type)
            : JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name);

    private static IEnumerable<JsonTypeInfo> Objects =>
        Reached
            .Select(EventJson.Options.GetTypeInfo)
            .Where(info => info.Kind == JsonTypeInfoKind.Object && info.Type != typeof(JsonElement));

    private static HashSet<Type> Reached
    {
        get
        {
            HashSet<Type> reached = [];
            var ahead = new Queue<Type>(EventJson.TypesByName.Values);
            while (ahead.TryDequeue(out var type))
            {
                type = Nullable.GetUnderlyingType(type) ?? type;
                if (!reached.Add(type))
                    continue;

                var info = EventJson.Options.GetTypeInfo(type);
                if (info.Kind == JsonTypeInfoKind.Enumerable)
                    ahead.Enqueue(info.ElementType!);
                foreach (var property in info.Properties)
                    ahead.Enqueue(property.PropertyType);
            }

            return reached;
        }
    }
}
