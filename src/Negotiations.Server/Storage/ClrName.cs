using System.Collections.Concurrent;

namespace Negotiations.Server.Storage;

/// <summary>How Marten names a type beside an event: full name and assembly, without versions.</summary>
internal static class ClrName
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public static string Of(Type type) => Names.GetOrAdd(type, each => $"{each.FullName}, {each.Assembly.GetName().Name}");
}
