namespace Negotiations.Values;

/// <summary>In what a quantity of an event is counted.</summary>
public enum UnitKind
{
    /// <summary>Whatever the source counts in: money, aid, pieces.</summary>
    Any,

    /// <summary>Whole people or households.</summary>
    People,

    /// <summary>Kilometres, or what converts to them.</summary>
    Length,

    /// <summary>Kilometres, or an area where the source counts in one.</summary>
    LengthOrArea,

    /// <summary>Percent, from 0 to 100.</summary>
    Share,
}

/// <summary>In what a quantity is counted; without it <see cref="UnitKind.Any"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnitAttribute(UnitKind kind) : Attribute
{
    public UnitKind Kind => kind;
}
