using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>The security situation. Beside the phase, which it never moves.</summary>
/// <param name="State">Of the latest truce or clash.</param>
/// <param name="Since">The day on which that state began; null while nothing is reported.</param>
/// <param name="LastIncident">The last clash or toll; null: none is on record, as where a source says
/// that a truce was broken and reports no clash.</param>
public sealed record SecurityView(Security State, Edtf? Since, LastIncident? LastIncident);

/// <param name="Occurred">When.</param>
/// <param name="EventId">The report of it.</param>
public sealed record LastIncident(Edtf Occurred, Guid EventId);
