using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CsCheck;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Specs.Generated;

/// <summary>
/// Events of every type with any of their members, built from the types themselves so that a new member is never
/// forgotten.
/// </summary>
internal static class AnyEvent
{
    private static readonly FrozenDictionary<Type, Gen<object>> Plain = new Dictionary<Type, Gen<object>>
    {
        [typeof(string)] = AnyValue.Text.Select(value => (object)value),
        [typeof(int)] = Gen.Int.Select(value => (object)value),
        [typeof(double)] = Gen.Double[-180, 180].Select(value => (object)value),
        [typeof(bool)] = Gen.Bool.Select(value => (object)value),
        [typeof(decimal)] = AnyValue.Number.Select(value => (object)value),
        [typeof(Guid)] = Gen.Guid.Select(value => (object)value),
        [typeof(Edtf)] = AnyValue.Date.Select(value => (object)value),
        [typeof(JsonElement)] = AnyValue.Json.Select(value => (object)value),
    }.ToFrozenDictionary();

    public static readonly Gen<Event> OfAnyType = Gen.OneOf([
        .. EventJson
            .TypesByName.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Record(pair.Value).Select(value => (Event)value)),
    ]);

    private static Gen<object> Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.TryGetValue(type, out var gen))
            return gen;

        if (type.IsEnum)
            return Gen.OneOf(Enum.GetValues(type).Cast<object>().ToArray());

        return type.IsGenericType ? List(type.GetGenericArguments()[0]) : Record(type);
    }

    private static Gen<object> List(Type item) =>
        Of(item)
            .Array[0, 3]
            .Select(values =>
            {
                var list = Array.CreateInstance(item, values.Length);
                values.CopyTo(list, 0);
                return (object)list;
            });

    private static Gen<object> Record(Type type)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .ToArray();
        var gens = members
            .Select(member =>
                IsNeeded(member)
                    ? Of(member.PropertyType)
                    : Gen.Frequency((1, Gen.Const<object>(() => null!)), (2, Of(member.PropertyType)))
            )
            .ToArray();
        return Together(gens)
            .Select(values =>
            {
                var made = RuntimeHelpers.GetUninitializedObject(type);
                foreach (var (member, value) in members.Zip(values))
                    member.SetValue(made, value);

                return made;
            });
    }

    private static Gen<ImmutableList<object>> Together(Gen<object>[] gens) =>
        gens.Aggregate(Gen.Const(ImmutableList<object>.Empty), (all, gen) =>
            Gen.Select(all, gen, (list, value) => list.Add(value))
        );

    private static bool IsNeeded(PropertyInfo member) =>
        member.Name == nameof(Event.Sources)
        || new NullabilityInfoContext().Create(member).WriteState == NullabilityState.NotNull;
}
