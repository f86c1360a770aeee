using System.Reflection;

namespace Negotiations;

/// <summary>The version of this program, as the build properties of the checkout state it.</summary>
public static class ProductVersion
{
    /// <summary>Without the commit that the build adds: 0.1.0.</summary>
    public static string Text { get; } =
        typeof(ProductVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
