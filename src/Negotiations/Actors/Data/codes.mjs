// Codes of letters that other collections use for a state, where they differ from ISO 3166-1 alpha-3. Written by hand from the lists
// of these collections. They are codes with a scheme (ioc:GER): the same letters often mean another state in ISO 3166-1 or in another
// collection, so that letters alone are refused, and the states they may mean are suggested.
export const letterCodes = {
  // International Olympic Committee.
  ioc: `
ALG DZA|ANG AGO|ANT ATG|ARU ABW|ASA ASM|BAH BHS|BAN BGD|BAR BRB|BER BMU|BHU BTN|BIZ BLZ|BOT BWA|BRU BRN|BUL BGR|BUR BFA|CAM KHM|CAY CYM
CGO COG|CHA TCD|CHI CHL|CRC CRI|CRO HRV|DEN DNK|ESA SLV|FIJ FJI|GAM GMB|GBS GNB|GDR DDR|GEQ GNQ|GER DEU|GRE GRC|GRN GRD|GUA GTM|GUI GIN|HAI HTI
HON HND|INA IDN|IRI IRN|ISV VIR|IVB VGB|KOS XKX|KSA SAU|KUW KWT|LAT LVA|LBA LBY|LES LSO|LIB LBN|MAD MDG|MAS MYS|MAW MWI|MGL MNG|MON MCO|MRI MUS
MTN MRT|MYA MMR|NCA NIC|NED NLD|NEP NPL|NGR NGA|NIG NER|OMA OMN|PAR PRY|PHI PHL|PLE PSE|POR PRT|PUR PRI|RSA ZAF|SAM WSM|SEY SYC|SKN KNA|SLO SVN
SOL SLB|SRI LKA|SUD SDN|SUI CHE|TAN TZA|TCH CSK|TGA TON|TOG TGO|TPE TWN|UAE ARE|URS SUN|URU URY|VAN VUT|VIE VNM|VIN VCT|ZAM ZMB|ZIM ZWE`,
  // Correlates of War, and Gleditsch and Ward, by letters.
  cowc: `
AAB ATG|ALG DZA|ANG AGO|AUH GW-300|AUL AUS|AUS AUT|BAH BHR|BAR BRB|BFO BFA|BHM BHS|BHU BTN|BNG BGD|BOS BIH|BOT BWA|BRU BRN|BUI BDI|BUL BGR|CAM KHM
CAO CMR|CAP CPV|CDI CIV|CEN CAF|CHA TCD|CON COG|COS CRI|CRO HRV|CZE CSK|CZR CZE|DEN DNK|DRC COD|DRV VNM|EQG GNQ|ETM TLS|FIJ FJI|FRN FRA|GAM GMB
GDR DDR|GFR DEU|GMY DEU|GRG GEO|GRN GRD|GUA GTM|GUI GIN|HAI HTI|HON HND|ICE ISL|INS IDN|IRE IRL|KOS XKX|KUW KWT|KYR KGZ|KZK KAZ|LAT LVA|LEB LBN
LES LSO|LIB LBY|LIT LTU|MAA MRT|MAC MKD|MAD MDV|MAG MDG|MAL MYS|MAS MUS|MAW MWI|MLD MDA|MNC MCO|MNG MNE|MON MNG|MOR MAR|MSI MHL|MYA MMR|MZM MOZ
NAU NRU|NEP NPL|NEW NZL|NIG NGA|NIR NER|NTH NLD|OMA OMN|PAL PLW|PAR PRY|PHI PHL|POR PRT|ROK KOR|ROM ROU|SAF ZAF|SAL SLV|SEY SYC|SIE SLE|SIN SGP
SKN KNA|SLO SVK|SLU LCA|SLV SVN|SNM SMR|SOL SLB|SPN ESP|SRI LKA|SUD SDN|SVG VCT|SWA SWZ|SWD SWE|SWZ CHE|TAJ TJK|TAW TWN|TAZ TZA|THI THA|TOG TGO
TRI TTO|UAE ARE|UKG GBR|URU URY|VAN VUT|YAR GW-678|YPR YMD|ZAM ZMB|ZAN GW-511|ZIM ZWE`,
  // World Bank.
  wb: 'ADO AND|IMY IMN|KSV XKX|ROM ROU|TMP TLS|WBG PSE|ZAR COD',
  // Eurostat.
  eurostat: 'EL GRC|UK GBR',
  // Codes that vehicles and forms of the authorities there bear.
  plate: 'RKS XKX',
};

// As the World Bank and the datasets built on its tables write states.
export const tableNames = `
BHS Bahamas, The|CAF Central African Rep.|COD Congo, Dem. Rep.|COG Congo, Rep.|CZE Czech Rep.|DOM Dominican Rep.|EGY Egypt, Arab Rep.|FSM Micronesia, Fed. Sts.
GMB Gambia, The|HKG Hong Kong SAR, China|IRN Iran, Islamic Rep.|KGZ Kyrgyz Rep.|KOR Korea, Rep.|KOR Korea, South|LAO Lao PDR|MAC Macao SAR, China|MKD Macedonia, FYR
PRK Korea, Dem. People's Rep.|PRK Korea, Dem. Rep.|PRK Korea, North|PSE West Bank and Gaza|PSE West Bank|SVK Slovak Rep.|SYR Syrian Arab Rep.|VEN Venezuela, RB|YEM Yemen, Rep.`;
